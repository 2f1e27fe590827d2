/** Decisions a second through the engine alone, and with each signature checked: one joint paper of three agencies, again and again. */

import { generateKeyPairSync, sign as signBytes, webcrypto, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decide } from '../../../shared/approval/approval.ts';
import { evolve } from '../../../shared/approval/evolve.ts';
import { composeStatement } from '../../../shared/approval/scenario/compose.ts';
import { parseScenario } from '../../../shared/approval/scenario/format.ts';
import { createMemoryLog } from '../../../shared/approval/scenario/memory.ts';
import { directoryOf } from '../../../shared/approval/scenario/organisation.ts';
import { currentSteps, initialState } from '../../../shared/approval/state.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { statementBytes } from '../../../shared/trail/sign.ts';
import type { Entry } from '../../../shared/trail/entry.ts';
import type { Statement } from '../../../shared/trail/statement.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/route');
const DOCUMENT = 'scenario';

/** One whole paper: its entries as the sequencer would append them. */
export interface Paper {
  readonly entries: readonly Entry[];
  readonly statements: readonly Statement[];
  readonly directory: Directory;
}

/** The joint paper of the fixtures, signed by whoever's turn it is until it is registered. */
export function jointPaper(): Paper {
  const raw = JSON.parse(readFileSync(join(FIXTURES, 'AP1-joint-parallel.json'), 'utf8')) as Record<string, unknown>;
  const organisation: unknown = JSON.parse(readFileSync(join(FIXTURES, 'organisation.json'), 'utf8'));
  const parsed = parseScenario({ ...raw, organisation, acts: [] });
  if (!parsed.ok) throw new Error(parsed.message);
  const scenario = parsed.value;
  const directory = directoryOf(scenario);
  const log = createMemoryLog(DOCUMENT);
  const people = [...directory.agencies.values()].flatMap((agency) => agency.people);
  let minute = 0;
  const act = (by: string, verb: 'create' | 'design' | 'submit' | 'receive' | 'sign'): void => {
    const person = people.find((one) => one.id === by);
    if (person === undefined) throw new Error(by);
    minute += 1;
    const at = new Date(Date.parse('2026-11-23T00:00:00.000Z') + minute * 60_000).toISOString();
    const statement = composeStatement({ scenario, directory, state: log.state(), act: { at, by, do: verb, handler: by }, person }, verb);
    const { decision } = log.send(statement, directory, at);
    if (!decision.ok) throw new Error(`${by} ${verb}: ${decision.code}`);
  };
  const { drafter } = scenario.chain;
  for (const verb of ['create', 'design', 'submit'] as const) act(drafter, verb);
  while (log.state().status === 'in-approval') {
    const state = log.state();
    const asked = state.lanes.find((lane) => lane.role === 'partner' && lane.requestedAt !== null && lane.plan === null);
    if (asked !== undefined)
      act(`${asked.unit}/${directory.agencies.get(asked.agency)?.units[0]?.positions[0] ?? ''}`, asked.received === null ? 'receive' : 'design');
    else {
      const [turn] = state.lanes.flatMap((lane) => currentSteps(state, lane).map((step) => `${step.unit ?? lane.agency}/${step.position}`));
      act(turn ?? '', 'sign');
    }
  }
  const entries = log.entries();
  return { entries, directory, statements: entries.flatMap((entry) => (entry.kind === 'statement' ? [entry.body.statement] : [])) };
}

function once({ entries, directory }: Paper): void {
  let state = initialState(DOCUMENT);
  for (const entry of entries) {
    if (entry.kind === 'statement' && !decide(state, entry.body.statement, directory, entry.receivedAt).ok) throw new Error('refused');
    state = evolve(state, entry);
  }
}

/** Statements judged and folded a second, over `rounds` papers. */
export function engineAlone(paper: Paper, rounds: number): number {
  once(paper);
  const start = performance.now();
  for (let i = 0; i < rounds; i += 1) once(paper);
  return (rounds * paper.statements.length) / ((performance.now() - start) / 1000);
}

/** Signing and checking one statement (ES256) a second each, on one core: the keys are Node's, the bytes the statement's. */
export async function signatures(paper: Paper, rounds: number): Promise<{ signed: number; checked: number }> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const all = Array.from({ length: rounds }, () => paper.statements)
    .flat()
    .map((statement) => statementBytes(statement));
  const sign = (bytes: Uint8Array, key: KeyObject): Uint8Array => new Uint8Array(signBytes('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }));
  const start = performance.now();
  const made = all.map((bytes) => sign(bytes, privateKey));
  const between = performance.now();
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const key = await webcrypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const checkedFrom = performance.now();
  for (const [i, bytes] of all.entries()) {
    if (!(await webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, made[i] ?? new Uint8Array(), new Uint8Array(bytes)))) throw new Error('bad');
  }
  const end = performance.now();
  return { signed: all.length / ((between - start) / 1000), checked: all.length / ((end - checkedFrom) / 1000) };
}
