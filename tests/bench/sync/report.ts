/** Tables and verdicts, as they are printed. */

import type { Peer } from './peers.ts';
import { PEER_NAMES } from './peers.ts';
import type { Results } from './results.ts';
import type { Scenario } from './scenarios.ts';

/** How a figure is named and in which unit it is shown. */
const FIGURES: Readonly<Record<string, { readonly name: string; readonly digits: number; readonly scale?: number }>> = {
  deliveriesPerSecond: { name: '전달/초', digits: 0 },
  editsPerSecond: { name: '편집/초', digits: 0 },
  seconds: { name: '초', digits: 2 },
  p50: { name: 'p50 ms', digits: 2 },
  p95: { name: 'p95 ms', digits: 2 },
  p99: { name: 'p99 ms', digits: 2 },
  totalMs: { name: '모두 입장 ms', digits: 0 },
  serverMsPerJoin: { name: '서버 ms/입장', digits: 2 },
  serverUsPerDelivery: { name: '서버 µs/전달', digits: 2 },
  serverUsPerEdit: { name: '서버 µs/편집', digits: 1 },
  serverUsPerMove: { name: '서버 µs/이동', digits: 0 },
  serverCpu: { name: '서버 CPU %', digits: 0, scale: 100 },
  clientCpu: { name: '부하 CPU %', digits: 0, scale: 100 },
  framesPerSecond: { name: '프레임/초', digits: 0 },
  heapPerRoom: { name: '힙 KB/방', digits: 1, scale: 1 / 1024 },
  heapPerConnection: { name: '힙 KB/연결', digits: 1, scale: 1 / 1024 },
  roomsLeft: { name: '남은 방', digits: 0 },
  heapLeft: { name: '남은 힙 KB', digits: 0, scale: 1 / 1024 },
  busyElsewhere: { name: '그 밖의 CPU %', digits: 0, scale: 100 },
};
/** Figures that must be nothing; shown only where they are not. */
const FAULTS: Readonly<Record<string, string>> = {
  lost: '전달되지 않음',
  closed: '끊긴 연결',
  wrong: '글이 다름',
  short: '덜 받음',
  stale: '오래된 커서',
  missing: '확인 없음',
};

function faultsOf(scenario: string, peer: Peer, results: Results): string[] {
  const bad = Object.entries(FAULTS).flatMap(([figure, name]) => {
    const worst = results.worst(scenario, peer, figure);
    return worst > 0 ? [`${name} ${worst}`] : [];
  });
  return [...bad, ...results.failures(scenario, peer).map((message) => `실패: ${message}`)];
}

/** The table of a scenario, in Markdown. `×` is ours compared with this server, more than 1 being better for us. */
export function table(scenario: Scenario, peers: readonly Peer[], results: Results): string {
  const measured = peers.filter((peer) => results.names(scenario.name, peer).length + results.failures(scenario.name, peer).length > 0);
  const [first] = measured;
  if (first === undefined) return '';
  const figures = results.names(scenario.name, first).filter((figure) => figure in FIGURES);
  const head = ['서버', ...figures.map((figure) => FIGURES[figure]?.name ?? figure), '온결은 ×', ''];
  const rows = measured.map((peer) => {
    const cells = figures.map((figure) => {
      const value = results.median(scenario.name, peer, figure) * (FIGURES[figure]?.scale ?? 1);
      return Number.isFinite(value) ? value.toLocaleString('ko-KR', { maximumFractionDigits: FIGURES[figure]?.digits ?? 2 }) : '–';
    });
    const ratio = results.ratio(scenario.name, scenario.figure, 'ongyeol', peer);
    const better = scenario.more ? ratio : 1 / ratio;
    return [
      PEER_NAMES[peer],
      ...cells,
      Number.isFinite(better) && peer !== 'ongyeol' ? better.toFixed(2) : '',
      faultsOf(scenario.name, peer, results).join(', '),
    ];
  });
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [`### ${scenario.title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

interface Verdict {
  readonly target: string;
  readonly value: number;
  readonly shown: string;
  readonly met: boolean;
}

/** Against the better of the two settings without a store. */
function againstHocuspocus(results: Results, scenario: string, figure: string): number {
  return Math.min(results.ratio(scenario, figure, 'ongyeol', 'hocuspocus'), results.ratio(scenario, figure, 'ongyeol', 'hocuspocus-now'));
}

function atLeast(results: Results, target: string, scenario: string, figure: string, least: number): Verdict {
  const value = againstHocuspocus(results, scenario, figure);
  return { target, value, shown: `${value.toFixed(2)}배`, met: value >= least };
}

function memory(results: Results, scenario: string, title: string): Verdict[] {
  const peers: readonly Peer[] = ['hocuspocus', 'hocuspocus-store', 'y-websocket'];
  const value = Math.max(...peers.map((peer) => results.ratio(scenario, 'heapPerRoom', 'ongyeol', peer)).filter(Number.isFinite));
  const left = results.worst(scenario, 'ongyeol', 'roomsLeft');
  return [
    { target: `${title} 하나의 힙 ≤ 가장 나은 서버의 1.1배`, value, shown: `${value.toFixed(2)}배`, met: value <= 1.1 },
    { target: `${title} 모두 나간 뒤 남은 방 0`, value: left, shown: String(left), met: left === 0 },
  ];
}

/** Every target of the benchmark with what was measured; those whose scenario was not run are left out. */
export function verdicts(results: Results): { readonly text: string; readonly missed: number } {
  const disk = results.fdatasync();
  const ack = results.median('acks', 'ongyeol', 'p50');
  const list: Verdict[] = [
    atLeast(results, '한 방 50명: 전달/초 ≥ 저장소 없는 hocuspocus', 'room-50', 'deliveriesPerSecond', 1),
    atLeast(results, '방 200개 × 2명: 전달/초 ≥ hocuspocus의 1.5배', 'rooms-200', 'deliveriesPerSecond', 1.5),
    atLeast(results, '편집 기록: hocuspocus보다 3배 이상 빠름', 'trace', 'editsPerSecond', 3),
    ...memory(results, 'idle-empty', '빈 방'),
    ...memory(results, 'idle-text', '2만 자 방'),
    { target: `저장 확인 p50 ≤ fdatasync(${disk.toFixed(2)} ms) + 3 ms`, value: ack, shown: `${ack.toFixed(2)} ms`, met: ack <= disk + 3 },
  ].filter((verdict) => Number.isFinite(verdict.value));
  const rows = list.map(({ target, shown, met }) => `| ${target} | ${shown} | ${met ? '달성' : '미달'} |`);
  return { text: ['### 목표', '', '| 목표 | 측정 | |', '| --- | --- | --- |', ...rows, ''].join('\n'), missed: list.filter(({ met }) => !met).length };
}
