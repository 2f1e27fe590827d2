/** A backend made of paper, for looking at screens and for their tests. Typed by the contract; never shipped. */

import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, length, toUint8Array, writeVarUint, writeVarUint8Array, type Encoder } from 'lib0/encoding';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { Bridge } from '../../../shared/api/bridge.ts';
import type { CommandName, EventName, EventPayload, Input, Output } from '../../../shared/api/contract.ts';
import { refused, type Reply } from '../../../shared/api/errors.ts';
import { MESSAGE } from '../../../shared/collab/protocol.ts';
import { lists, paper, trail, type Scene } from './papers.ts';
import { profiles } from './people.ts';

/** What the fake is told. */
export interface FakeOptions {
  readonly scene: Scene;
  readonly profile: string | null;
  readonly offline: boolean;
  /** Fills a room the first time it is joined. */
  readonly fill: (room: string, doc: Y.Doc) => void;
  readonly pdf: () => Promise<Uint8Array>;
}

type Answers = { readonly [N in CommandName]?: (input: Input<N>) => Output<N> | Promise<Output<N>> | Error };

/** Rooms of the fake: one Y.Doc each, spoken to with y-protocol bytes. */
export function createRooms(fill: FakeOptions['fill'], tell: (room: string, message: Uint8Array) => void) {
  const rooms = new Map<string, { doc: Y.Doc; awareness: Awareness }>();
  const write = (room: string, type: number, put: (encoder: Encoder) => void): void => {
    const encoder = createEncoder();
    writeVarUint(encoder, type);
    put(encoder);
    if (length(encoder) > 1) tell(room, toUint8Array(encoder));
  };
  const open = (room: string) => {
    const known = rooms.get(room);
    if (known !== undefined) return known;
    const doc = new Y.Doc();
    fill(room, doc);
    const made = { doc, awareness: new Awareness(doc) };
    made.awareness.setLocalState(null);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'window') write(room, MESSAGE.sync, (encoder) => writeUpdate(encoder, update));
    });
    rooms.set(room, made);
    return made;
  };
  return {
    open,
    join(room: string): void {
      const { doc, awareness } = open(room);
      write(room, MESSAGE.sync, (encoder) => writeSyncStep1(encoder, doc));
      const clients = [...awareness.getStates().keys()];
      if (clients.length > 0) write(room, MESSAGE.awareness, (encoder) => writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients)));
    },
    receive(room: string, message: Uint8Array): void {
      const { doc, awareness } = open(room);
      const decoder = createDecoder(message);
      const type = readVarUint(decoder);
      if (type === MESSAGE.awareness) applyAwarenessUpdate(awareness, readVarUint8Array(decoder), 'window');
      else if (type === MESSAGE.sync) write(room, MESSAGE.sync, (encoder) => readSyncMessage(decoder, encoder, doc, 'window'));
    },
    showColleague(room: string, colleague: Awareness, clients: readonly number[]): void {
      const { awareness } = open(room);
      const update = encodeAwarenessUpdate(colleague, [...clients]);
      applyAwarenessUpdate(awareness, update, 'colleague');
      write(room, MESSAGE.awareness, (encoder) => writeVarUint8Array(encoder, update));
    },
  };
}

const LANE = { agency: '1492000', unit: '1492101' } as const;

function answersOf(options: FakeOptions, rooms: ReturnType<typeof createRooms>): Answers {
  const { scene } = options;
  const now = new Date();
  const acted = (sentence: string) => (): Output<'approval.sign'> => ({
    state: options.offline ? 'waiting' : 'accepted',
    sentence: options.offline ? '보낼 서명으로 보관했습니다. 서버에 닿으면 보냅니다.' : sentence,
  });
  let current = options.profile;
  return {
    'app.info': () => ({ version: '0.1.0', host: 'web', server: null }),
    'profiles.list': () => ({ profiles: [...profiles], current }),
    'profiles.unlock': ({ id, passphrase }) => {
      const profile = profiles.find((one) => one.id === id);
      if (profile === undefined || passphrase !== '시연용 암호') return new Error('인증서 암호가 맞지 않습니다. 열지 않았습니다. 암호를 다시 입력하십시오.');
      current = id;
      return { profile };
    },
    'profiles.lock': () => ((current = null), {}),
    'status.get': () => ({
      connection: options.offline ? 'offline' : 'online',
      since: new Date(now.getTime() - 29 * 60_000).toISOString(),
      unsavedUpdates: options.offline ? 3 : 0,
      outbox: options.offline ? 2 : 0,
      lastSavedAt: now.toISOString(),
      keyUnlockedUntil: new Date(now.getTime() + 24 * 60_000).toISOString(),
    }),
    'home.list': () => lists(scene),
    'documents.get': () => paper(scene),
    'documents.newDraft': () => ({
      agencies: [
        { code: '1342000', name: '교육부', units: [{ code: '1342201', name: '교육일자리총괄과' }] },
        { code: '1450000', name: '산업통상부', units: [{ code: '1450301', name: '산업일자리혁신과' }] },
        { code: '1741000', name: '행정안전부', units: [{ code: '1741401', name: '협업정책과' }] },
      ],
      recordFiles: [{ name: '2027년 청년일자리 협업정원', work: '청년일자리 협업', retention: '10년' }],
      works: [
        { work: '협업정원 운영계획', approver: '고용정책실장', article: '고용노동부 위임전결규정 제5조' },
        { work: '관계기관 통보', approver: '청년고용기획과장', article: '같은 규정 제6조' },
        { work: '예산 1억원 이상 집행계획', approver: '차관', article: '같은 규정 제7조' },
      ],
    }),
    'documents.setFields': () => ({}),
    'collab.join': ({ room }) => {
      rooms.join(room);
      return { right: scene === 'draft' ? 'edit' : 'view', clientUser: { name: '기안 담당', position: '행정사무관', badge: '고', strand: 1 } };
    },
    'collab.send': ({ room, message }) => (rooms.receive(room, message), {}),
    'collab.leave': () => ({}),
    'route.propose': () => ({
      lane: {
        ...LANE,
        stages:
          paper(scene).lanes[0]?.stages.map((stage) =>
            stage.map(({ id, kind, position, marks, delegated }) => ({ id, kind, unit: LANE.unit, position, marks, delegated })),
          ) ?? [],
      },
      recordFile: '2027년 청년일자리 협업정원',
      rule: '제7조',
      recordFiles: ['2027년 청년일자리 협업정원'],
      positions: ['감사담당관', '정보화담당관', '운영지원과장', '주무관'].map((position, n) => ({
        position,
        unit: `149200${n}`,
        unitName: position.replace(/장$/, ''),
      })),
    }),
    'route.check': () => ({ checks: paper('draft').checks.filter((check) => check.state !== 'stop') }),
    'route.design': acted('결재경로를 정했습니다.'),
    'approval.submit': acted('결재를 올렸습니다. 내용을 확정했습니다.'),
    'approval.sign': acted('서명했습니다. 평생직업교육실장에게 넘어갔습니다.'),
    'approval.return': acted('반려했습니다.'),
    'approval.withdraw': acted('회수했습니다.'),
    'approval.receive': acted('결재 요청을 받았습니다.'),
    'approval.handlers': () => ({
      people: [
        { id: 'p5', name: '교육 담당', position: '교육행정사무관' },
        { id: 'p11', name: '교육 주무', position: '주무관' },
      ],
    }),
    'inbox.open': acted('열람을 기록했습니다.'),
    'trail.get': () => ({ lines: trail(scene), disclosed: 3 }),
    'trail.verify': () => ({
      verdict: 'valid',
      at: new Date().toISOString(),
      checks: ['서명', '인증서', '기록의 이어짐', '내용 지문', '관인'].map((title, n) => ({ code: `C${n}`, state: 'ok' as const, title, detail: '모두 맞음' })),
    }),
    'preview.pdf': async () => ({ pdf: await options.pdf(), final: scene === 'issued' }),
    'export.pdf': () => ({ path: '/home/문서/청년고용기획과-4127.pdf' }),
    'export.capsule': () => ({ path: '/home/문서/청년고용기획과-4127.ongyeol' }),
    'attachments.save': () => ({ path: null }),
  };
}

/** The fake bridge, and what a test can do behind its back. */
export function createFakeBridge(options: FakeOptions): {
  readonly bridge: Bridge;
  readonly rooms: ReturnType<typeof createRooms>;
  readonly tell: <N extends EventName>(event: N, payload: EventPayload<N>) => void;
} {
  const listeners = new Set<(event: string, payload: unknown) => void>();
  const tell = <N extends EventName>(event: N, payload: EventPayload<N>): void => listeners.forEach((listener) => listener(event, payload));
  const rooms = createRooms(options.fill, (room, message) => queueMicrotask(() => tell('collab.message', { room, message })));
  const answers = answersOf(options, rooms) as Readonly<Record<string, ((input: unknown) => unknown) | undefined>>;
  const call = async (name: string, input: unknown): Promise<Reply> => {
    try {
      const answer = await answers[name]?.(input);
      if (answer === undefined) return refused('NO_ANSWER', '이 장면에는 없는 일입니다.');
      return answer instanceof Error ? refused('REFUSED', answer.message) : { ok: true, value: answer };
    } catch (error) {
      return refused('INTERNAL', String(error));
    }
  };
  return {
    rooms,
    tell,
    bridge: {
      call,
      on(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
}
