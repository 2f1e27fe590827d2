/** Commands of 감사 열람 for one window: no profile, no server, no key. What is opened lives in a thread and ends with the window (AU16). */

import type { auditCommands } from '../../../shared/api/audit-view.ts';
import type { Input } from '../../../shared/api/contract.ts';
import { buildPaperPrint } from '../../../shared/forms/paper.ts';
import { fromUtf8, utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { fromPem } from '../../../shared/verify/pem.ts';
import { readPolicy } from '../../../shared/verify/witness-policy.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import type { Handlers } from '../handlers.ts';
import type { Pdf } from '../pdf/pdf.ts';
import type { Platform, Saved } from '../platform.ts';
import { filesAtOnce } from './judges.ts';
import { AUDIT_CLOSED, createAuditThread, type AuditThread } from './thread.ts';
import type { AuditTrust } from './workspace.ts';

/** What the desk needs of the application. */
export interface AuditInput {
  readonly workerUrl: URL;
  /** Roots of the profiles on this PC: what its people already trust. */
  readonly rootsHere: () => Promise<readonly Uint8Array[]>;
  readonly pdf: Pdf;
  readonly platform: Platform;
  readonly now: () => Date;
}

/** Names of the commands. */
export type AuditName = keyof typeof auditCommands;

/** A window's desk for 감사 열람. */
export interface AuditDesk {
  readonly handlers: Pick<Handlers, AuditName>;
  readonly close: () => Promise<void>;
}

const NO_ANCHOR = err(
  'TRUST_EMPTY',
  '고른 파일에 최상위 인증서가 없습니다. 연 것은 없습니다. 감사하는 쪽이 따로 받아 둔 root.pem이나 믿는 기관 목록을 고르십시오.',
);

async function trustFrom(given: Input<'audit.begin'>['trust'], { rootsHere }: AuditInput): Promise<Result<AuditTrust>> {
  if (given === null) {
    const anchors = await rootsHere();
    return ok({ from: anchors.length === 0 ? 'none' : 'here', anchors, policy: null });
  }
  const text = fromUtf8(given.bytes) ?? '';
  const anchors = fromPem(text);
  if (anchors.length === 0) return NO_ANCHOR;
  const policy = readPolicy(text);
  return policy.ok ? ok({ from: 'file', anchors, policy: policy.value }) : policy;
}

async function saveReport({ pdf, platform, now }: AuditInput, thread: AuditThread, format: 'pdf' | 'csv'): Promise<Result<Saved>> {
  const at = now().toISOString();
  const made = await thread.ask('report', { day: seoulDate(at) });
  if (!made.ok) return made;
  const name = `감사 결과 보고 ${seoulDate(at)}`;
  if (format === 'csv') return platform.saveFile(`${name}.csv`, utf8(made.value.csv));
  const print = buildPaperPrint({
    ...{ content: made.value.content, agencies: new Map(), lanes: [], showPending: false, registration: null, approvedOn: null, enforcedOn: null },
    ...{ createdAt: at, watermark: '', files: [] },
  });
  const drawn = await pdf.render(print);
  return drawn.ok ? platform.saveFile(`${name}.pdf`, drawn.value.pdf) : drawn;
}

type Ask = <T>(ask: (thread: AuditThread) => Promise<Result<T>>) => Promise<Result<T>>;

/** What is asked of an open bundle. */
function questions(input: AuditInput, ask: Ask): Omit<AuditDesk['handlers'], 'audit.begin' | 'audit.overview' | 'audit.close'> {
  return {
    'audit.add': (file) => ask((line) => line.ask('add', file)),
    'audit.papers': (wanted) => ask((line) => line.ask('papers', wanted)),
    'audit.findings': (wanted) => ask((line) => line.ask('findings', wanted)),
    async 'audit.checks'(wanted) {
      const told = await ask((line) => line.ask('checks', wanted));
      if (!told.ok) return told;
      return ok({ checks: told.value.map(({ state, title, where, message }) => ({ state, title, detail: [where, message].filter(Boolean).join(': ') })) });
    },
    'audit.story': (wanted) => ask(async (line) => flat(await line.ask('story', wanted))),
    'audit.moment': (wanted) => ask(async (line) => flat(await line.ask('moment', wanted))),
    'audit.report': ({ format }) => ask((line) => saveReport(input, line, format)),
  };
}

/** Creates the desk. Refusals: AUDIT_CLOSED, AUDIT_TOO_MUCH, NO_DOCUMENT, TRUST_EMPTY, POLICY_MALFORMED, those of saving. */
export function createAuditDesk(input: AuditInput): AuditDesk {
  let thread: AuditThread | null = null;
  const close = async (): Promise<void> => {
    const open = thread;
    thread = null;
    await open?.close();
  };
  const handlers: AuditDesk['handlers'] = {
    ...questions(input, async (ask) => (thread === null ? AUDIT_CLOSED : ask(thread))),
    async 'audit.begin'({ trust: given }) {
      const trust = await trustFrom(given, input);
      if (!trust.ok) return trust;
      await close();
      thread = createAuditThread(input.workerUrl, trust.value);
      return ok({ trust: trust.value.from, atOnce: filesAtOnce() });
    },
    async 'audit.overview'(ask) {
      if (thread === null) return ok({ overview: null });
      const told = await thread.ask('overview', ask);
      return told.ok ? ok({ overview: told.value }) : told;
    },
    async 'audit.close'() {
      await close();
      return ok({});
    },
  };
  return { close, handlers };
}

/** An answer that is a result itself. */
function flat<T>(told: Result<Result<T>>): Result<T> {
  return told.ok ? told.value : told;
}
