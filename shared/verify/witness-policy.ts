/** Which witnesses an auditor wants to have cosigned (C2SP tlog-policy): lines of the trust file beside its certificates. */

import { err, ok, type Result } from '../lib/result.ts';
import { readWitnessKey, type WitnessKey } from './signed-note.ts';

/** At least `k` of these witnesses or groups. */
interface Group {
  readonly k: number;
  readonly members: readonly string[];
}

/** A policy: witnesses and groups by name, and which of them must have signed; null where none has to. */
export interface WitnessPolicy {
  readonly witnesses: ReadonlyMap<string, WitnessKey>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly quorum: string | null;
}

interface Reading {
  readonly witnesses: Map<string, WitnessKey>;
  readonly groups: Map<string, Group>;
  readonly used: Set<string>;
  quorum: string | null | undefined;
}

const MOST = 4096;

function readGroup([name = '', size = '', ...members]: readonly string[], { witnesses, groups, used }: Reading): boolean {
  const k = size === 'any' ? 1 : size === 'all' ? members.length : Number(size);
  const known = members.every((member) => (witnesses.has(member) || groups.has(member)) && !used.has(member));
  const fits = Number.isInteger(k) && k >= 1 && k <= members.length && new Set(members).size === members.length;
  if (name === '' || name === 'none' || witnesses.has(name) || groups.has(name) || !known || !fits) return false;
  for (const member of members) used.add(member);
  groups.set(name, { k, members });
  return true;
}

function readWitness([name = '', vkey = '']: readonly string[], { witnesses, groups }: Reading): boolean {
  const key = readWitnessKey(vkey);
  const fresh = name !== '' && name !== 'none' && !witnesses.has(name) && !groups.has(name);
  const twice = [...witnesses.values()].some((other) => String(other.key) === String(key?.key));
  if (key === null || !fresh || twice) return false;
  witnesses.set(name, key);
  return true;
}

function readQuorum([name = '']: readonly string[], reading: Reading): boolean {
  if (reading.quorum !== undefined || (name !== 'none' && !reading.witnesses.has(name) && !reading.groups.has(name))) return false;
  reading.quorum = name === 'none' ? null : name;
  return true;
}

/** A `log` line is allowed and says nothing here: the log is known by its certificate. */
function readLine(words: readonly string[], reading: Reading): boolean {
  const [kind, ...rest] = words;
  switch (kind) {
    case 'witness':
      return readWitness(rest, reading);
    case 'group':
      return readGroup(rest, reading);
    case 'quorum':
      return readQuorum(rest, reading);
    case 'log':
      return rest.length > 0;
    default:
      return false;
  }
}

/** The policy in a trust file; null where the file has certificates only. Code POLICY_MALFORMED names the line. */
export function readPolicy(trustFile: string): Result<WitnessPolicy | null, 'POLICY_MALFORMED'> {
  const blank = trustFile.replaceAll(/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g, (block) => block.replaceAll(/[^\n]/g, ''));
  const lines = blank.split(/\r?\n/).map((line, i) => ({ words: line.trim().split(/[ \t]+/), n: i + 1 }));
  const reading: Reading = { witnesses: new Map(), groups: new Map(), used: new Set(), quorum: undefined };
  const told = lines.filter(({ words: [first = ''] }) => first !== '' && !first.startsWith('#'));
  if (told.length === 0) return ok(null);
  if (told.length > MOST) return err('POLICY_MALFORMED', '믿는 기관 목록의 줄이 너무 많습니다.');
  for (const { words, n } of told)
    if (!readLine(words, reading)) return err('POLICY_MALFORMED', `믿는 기관 목록의 ${n}번째 줄을 읽을 수 없습니다. 아무것도 확인하지 않았습니다.`);
  const { quorum, witnesses, groups } = reading;
  return quorum === undefined
    ? err('POLICY_MALFORMED', '믿는 기관 목록에 quorum 줄이 없습니다. 아무것도 확인하지 않았습니다.')
    : ok({ witnesses, groups, quorum });
}

/** Whether those who signed are enough. `signed`: names of witnesses as the policy calls them. */
export function isQuorum(policy: WitnessPolicy, signed: ReadonlySet<string>): boolean {
  const holds = (name: string): boolean => {
    const group = policy.groups.get(name);
    return group === undefined ? signed.has(name) : group.members.filter(holds).length >= group.k;
  };
  return policy.quorum === null || holds(policy.quorum);
}
