/** Checks of seals, numbers, reading and keeping outside (AU3, AU5, AU8, AU10). */

import { dayOffName } from '../calendar/working-days.ts';
import { findPerson } from '../org/delegation.ts';
import { sealsOf } from '../org/seals.ts';
import type { DownloadGround } from '../trail/statement.ts';
import { koreanDateTime, seoulDate } from '../writing/amount.ts';
import { daysOffOf, findingOf, type AuditPaper, type AuditRules, type Finding, type PlacedEntry, type Replayed } from './finding.ts';

function collect<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [one]);
  else list.push(one);
}

const statementOf = ({ entry }: PlacedEntry) => (entry.kind === 'statement' ? entry.body.statement : null);

/** Acts of sealing: 시행일 확정 opens the base, 날인 puts the seal on it. */
const SEALING: ReadonlySet<string> = new Set(['sealed', 'base.fixed']);
/** Refusals that say that somebody sealed what or with what they may not; others only came late or on an older file. */
const MISUSE: ReadonlyMap<string, string> = new Map([
  ['NOT_ALLOWED', '날인할 수 없는 사람의 날인 시도'],
  ['SEAL_UNREGISTERED', '등록되지 않은 관인의 날인 시도'],
  ['STATE_MISMATCH', '성립하지 않은 문서의 날인 시도'],
  ['SEAL_NOT_HERE', '관인을 찍지 않는 문서의 날인 시도'],
]);

/** AU3: a seal that was not in the agency's register then, or an attempt to seal that was turned away. */
export function sealMisuse(replayed: Replayed): Finding[] {
  const { paper, moments } = replayed;
  return moments.flatMap(({ placed, directory }) => {
    const statement = statementOf(placed);
    if (statement?.type === 'sealed') {
      const record = directory.agencies.get(statement.body.agency)?.seal ?? null;
      if (record !== null && record.certificate === statement.body.seal && statement.actor.agency === statement.body.agency) return [];
      const entries = paper.directory.map(({ entry }) => entry);
      const before = sealsOf(entries, statement.body.agency).find(({ seal }) => seal.certificate === statement.body.seal);
      const how =
        before === undefined ? '관인대장에 없는 관인으로 날인' : before.ended === null ? '다른 기관의 관인으로 날인' : '폐기하거나 바꾼 관인으로 날인';
      return [findingOf(replayed, 'seal-misuse', statement.actor.agency, statement.at, how, [placed])];
    }
    const fact = placed.entry.kind === 'serverFact' ? placed.entry.body.fact : null;
    const tried = fact?.type === 'refused' && SEALING.has(fact.statement.statement.type) ? MISUSE.get(fact.code) : undefined;
    if (fact?.type !== 'refused' || tried === undefined) return [];
    const { actor, at } = fact.statement.statement;
    return [findingOf(replayed, 'seal-misuse', actor.agency, at, `${actor.position}: ${tried}. 서버가 받지 않음`, [placed])];
  });
}

const UNEXPLAINED: ReadonlySet<DownloadGround | null> = new Set([null, 'other']);

/** Whether somebody has a part in the paper: on its route, of its agencies' makers, or asked about it. */
function takesPart({ state, directory }: Replayed, person: string): boolean {
  const own = findPerson(directory, person);
  const units = state.lanes.map(({ agency, unit }) => `${agency}/${unit}`);
  const received = state.arrivals.map(({ agency, unit }) => `${agency}/${unit}`);
  const place = own === undefined ? '' : `${own.agency}/${own.unit ?? ''}`;
  const signed = state.lanes.some((lane) => lane.received?.handler === person || [...lane.outcomes.values()].some(({ actor }) => actor.person === person));
  return signed || state.drafter?.person === person || [...units, ...received].includes(place);
}

/** AU5: a paper kept outside without a ground of duty by somebody who has no part in it. */
export function offDuty(replayed: Replayed): Finding[] {
  return replayed.paper.entries.flatMap((placed) => {
    const statement = statementOf(placed);
    if (statement?.type !== 'downloaded' || !UNEXPLAINED.has(statement.body.ground) || takesPart(replayed, statement.actor.person)) return [];
    const { position, agency } = statement.actor;
    return [findingOf(replayed, 'off-duty', agency, statement.at, `이 문서를 맡지 않은 ${position}이 업무 근거 없이 파일로 저장`, [placed])];
  });
}

/** AU5: one person kept more papers outside on one day than the house takes for usual; told once for the day, at the paper that passed the number. */
export function manyDownloads(papers: readonly AuditPaper[], rules: AuditRules): Finding[] {
  const days = new Map<string, { readonly paper: AuditPaper; readonly placed: PlacedEntry; readonly at: string }[]>();
  for (const paper of papers)
    for (const placed of paper.entries) {
      const statement = statementOf(placed);
      if (statement?.type !== 'downloaded') continue;
      collect(days, `${statement.actor.person} ${seoulDate(statement.at)}`, { paper, placed, at: statement.at });
    }
  return [...days.values()].flatMap((all) => {
    const papersThen = Map.groupBy(
      all.toSorted((a, b) => a.at.localeCompare(b.at)),
      ({ paper }) => paper.documentId,
    );
    const over = [...papersThen.values()][rules.downloadsADay]?.[0];
    const actor = over === undefined ? undefined : statementOf(over.placed)?.actor;
    if (over === undefined || actor === undefined) return [];
    const message = `${actor.position}이 하루에 문서 ${papersThen.size}건을 파일로 저장. 기준 ${rules.downloadsADay}건`;
    return [findingOf(over, 'off-duty', actor.agency, over.at, message, [over.placed])];
  });
}

/** AU10: openings at night and on days off; off unless the house asks for it. */
export function unusualReading(replayed: Replayed): Finding[] {
  const { paper, rules } = replayed;
  if (!rules.unusualReading) return [];
  const [from, until] = rules.night;
  return paper.entries.flatMap((placed) => {
    const statement = statementOf(placed);
    if (statement?.type !== 'opened') return [];
    const hour = new Date(Date.parse(statement.at) + 9 * 3_600_000).getUTCHours();
    const off = dayOffName(seoulDate(statement.at), daysOffOf(replayed, statement.actor.agency));
    const night = from > until ? hour >= from || hour < until : hour >= from && hour < until;
    if (off === null && !night) return [];
    const { position, agency } = statement.actor;
    return [findingOf(replayed, 'unusual-reading', agency, statement.at, `${position}이 ${koreanDateTime(statement.at)}에 열람(${off ?? '밤'})`, [placed])];
  });
}

interface Number {
  readonly number: number;
  readonly paper: AuditPaper;
  readonly placed: PlacedEntry;
}

/** AU8: numbers of a 처리과 and year between the lowest and the highest of the bundle that are missing, or given twice. */
export function numberGaps(papers: readonly AuditPaper[]): Finding[] {
  const registers = new Map<string, Number[]>();
  for (const paper of papers)
    for (const placed of paper.entries) {
      const fact = placed.entry.kind === 'serverFact' ? placed.entry.body.fact : null;
      if (fact?.type !== 'registered') continue;
      const key = `${fact.agency}/${fact.unit}/${fact.year}`;
      collect(registers, key, { number: fact.number, paper, placed });
    }
  return [...registers.values()].flatMap((given) => {
    const sorted = given.toSorted((a, b) => a.number - b.number);
    return sorted.flatMap((one, i) => {
      const before = sorted[i - 1];
      const fact = one.placed.entry.kind === 'serverFact' ? one.placed.entry.body.fact : null;
      if (before === undefined || fact?.type !== 'registered' || one.number === before.number + 1) return [];
      const missing = one.number - before.number - 1;
      const message =
        missing < 0
          ? `${fact.unitName}-${one.number}이 두 번 쓰임`
          : `${fact.unitName}-${before.number} 다음이 ${fact.unitName}-${one.number}. ${missing}건이 묶음에 없음`;
      return [findingOf(one, 'number-gap', fact.agency, one.placed.entry.receivedAt, message, [one.placed])];
    });
  });
}
