/** Records of access on this PC's screen: asked of the server, each hash made anew here, the chain's head noted for the next look. */

import type { RecordRow, RecordsAsk, RecordsView } from '../../../shared/api/records-view.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { mayRead } from '../../../shared/policy/access.ts';
import { recordsAgency } from '../../../shared/policy/records.ts';
import type { AccessAnswer, ChainTold, ToldRecord } from '../../../shared/sync/access.ts';
import { DIRECTORY_TRAIL } from '../../../shared/trail/entry.ts';
import { accessHash } from '../../../shared/trail/access-record.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { signerName } from '../directory/signer.ts';
import { administers } from '../directory/administrator.ts';
import { titleOf } from '../documents/title.ts';
import type { Handlers } from '../handlers.ts';
import { directoryStepOf } from './directory-step.ts';
import { choices, whoWords } from './people.ts';
import { isClaimed, whatWords, whyWords } from './words.ts';

const NOTED = 'access.head';

/** The agency whose records this person may ask for, as the server judges it again. */
function agencyOf(context: BackendContext): string | null {
  return recordsAgency(context.replica.directory(), context.me().id, administers(context) ? context.actor.agency : null);
}

async function nameOf(context: BackendContext, { record: { document }, registration }: ToldRecord): Promise<string> {
  const { replica } = context;
  const known = replica.documents().includes(document) && mayRead(stateOf(replica, document), replica.directory(), context.me().id);
  return known ? titleOf(context, document) : (registration ?? '등록 전 문서');
}

async function rowOf(context: BackendContext, told: ToldRecord): Promise<RecordRow> {
  const { record } = told;
  const names = context.names();
  const named = (id: string): string => {
    const person = names.person(id, record.at);
    return person === undefined ? signerName(context, id, record.at) : whoWords(names, person, record.at);
  };
  const person = names.person(record.person, record.at);
  const agency = names.on(record.at).agencies.get(person?.agency ?? '');
  return {
    n: record.n,
    at: record.at,
    who: record.person === '' ? '로그인하기 전' : isClaimed(record) ? `${named(record.person)}(이름만 댐, 확인 안 됨)` : named(record.person),
    agency: agency === undefined ? null : { name: agency.name, badge: agency.name.charAt(0), own: agency.code === context.me().agency },
    device: record.device.slice(0, 8),
    from: record.from.replace(/^::ffff:/, ''),
    act: record.act,
    what: whatWords(record, named),
    // A change of the directory is an act on no paper.
    document: record.document === '' || record.document === DIRECTORY_TRAIL ? null : { id: record.document, name: await nameOf(context, told) },
    directory: directoryStepOf(context.sync.directoryEntries(), record),
    why: whyWords(told),
    whole: accessHash(record) === record.hash,
  };
}

/** Compares with the head noted at the look before, and notes the new one where nothing is wrong. */
function judge(
  { meta }: BackendContext,
  { count, head, fault, checkedAt, atKnown }: ChainTold,
  known: { count: number; head: string } | null,
): RecordsView['chain'] {
  const noted = known === null ? 'first' : count >= known.count && atKnown === known.head ? 'follows' : 'broken';
  if (fault === null && noted !== 'broken') meta.set(NOTED, `${count}:${head}`);
  return { count, head, fault: fault === null ? null : `${fault.n + 1}번째 기록: ${fault.message}`, checkedAt, noted };
}

async function list(context: BackendContext, ask: RecordsAsk): Promise<Result<RecordsView>> {
  const { replica, sync, meta } = context;
  const [count = '', head = ''] = (meta.get(NOTED) ?? '').split(':');
  const known = head === '' ? null : { count: Number(count), head };
  const { before, ...filters } = ask;
  const query = new URLSearchParams({ ...filters, known: count === '' ? '0' : count, ...(before === null ? {} : { before: String(before) }) });
  const answer = await sync.ask<AccessAnswer>('GET', `/access?${query}`);
  if (!answer.ok) return answer;
  const agency = agencyOf(context);
  const directory = replica.directory();
  const people = agency === null ? [] : (directory.agencies.get(agency)?.people ?? []);
  return ok({
    rows: await Promise.all(answer.value.records.map((told) => rowOf(context, told))),
    next: answer.value.next,
    chain: judge(context, answer.value.chain, known),
    agency: agency === null ? null : (directory.agencies.get(agency)?.name ?? agency),
    people: choices(context.names(), people).toSorted((a, b) => a.name.localeCompare(b.name, 'ko')),
  });
}

/** Commands of the records of access. Refusals are the server's: OFFLINE, NOT_AUDITOR. */
export function recordCommands(context: BackendContext): Pick<Handlers, 'records.list'> {
  return { 'records.list': (ask) => list(context, ask) };
}
