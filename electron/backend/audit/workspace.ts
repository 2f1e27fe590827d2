/** The auditor's workspace: lives in a thread of its own, reads what it is given, writes nothing anywhere, and is gone with the thread (AU16). */

import type {
  AuditCounts,
  AuditFinding,
  AuditFindingsAsk,
  AuditMoment,
  AuditOverview,
  AuditPaperRow,
  AuditPapersAsk,
  AuditStory,
} from '../../../shared/api/audit-view.ts';
import { isList } from '../../../shared/audit/export-list.ts';
import { auditContent, auditCsv } from '../../../shared/audit/report.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { CheckResult } from '../../../shared/verify/envelope.ts';
import type { WitnessPolicy } from '../../../shared/verify/witness-policy.ts';
import { bundleOf, type Bundle, type BundlePaper } from './bundle.ts';
import type { Held } from './held.ts';
import { createJudges, type JudgesInput } from './judges.ts';
import { heldByLists, type BroughtList } from './listed.ts';
import { countsOf, overviewOf } from './overview.ts';
import { findingRows, paperRows, type Page } from './rows.ts';
import { momentOf, storyOf } from './story.ts';

/** What files are held against. */
export interface AuditTrust {
  readonly from: AuditOverview['trust'];
  readonly anchors: readonly Uint8Array[];
  readonly policy: WitnessPolicy | null;
}

/** The questions a workspace answers. */
export interface Workspace {
  readonly add: (file: { readonly name: string; readonly bytes: Uint8Array }) => Promise<AuditCounts>;
  readonly overview: (ask: { readonly unusual: boolean }) => AuditOverview;
  readonly papers: (ask: AuditPapersAsk) => Page<AuditPaperRow>;
  readonly findings: (ask: AuditFindingsAsk) => Page<AuditFinding>;
  readonly checks: (ask: { readonly file: string }) => readonly CheckResult[];
  readonly story: (ask: { readonly documentId: string }) => Result<AuditStory, 'NO_DOCUMENT'>;
  readonly moment: (ask: { readonly documentId: string; readonly seq: number }) => Result<AuditMoment, 'NO_DOCUMENT'>;
  /** The report as a content of form 2 and as CSV. */
  readonly report: (ask: { readonly day: string }) => { readonly content: Content; readonly csv: string };
}

const NO_DOCUMENT = err('NO_DOCUMENT', '연 묶음에 이 문서가 없거나, 맞지 않는 파일이어서 재현하지 않습니다. 문서 목록에서 까닭을 보십시오.');

/** How a workspace judges files: where the file of its threads lies, and how many there are. */
export type Threads = Pick<JudgesInput, 'url' | 'threads' | 'few'>;

/** What is brought in: files are judged as they come, lists wait until all are there. Whichever was ready first, they stand by their names. */
function createBringing({ anchors, policy }: AuditTrust, threads: Threads) {
  const { judge } = createJudges({ ...threads, trust: { anchors, policy } });
  const files: Held[] = [];
  const lists: BroughtList[] = [];
  let counts = countsOf(files);
  return {
    async add({ name, bytes }: BroughtList): Promise<AuditCounts> {
      if (isList(name)) lists.push({ name, bytes });
      else {
        const one = await judge('hold', { name, bytes });
        if (!('file' in one)) throw new Error(one.message);
        files.push(one);
        counts = { ...counts, files: counts.files + 1, [one.state]: counts[one.state] + 1 };
      }
      return counts;
    },
    held: () =>
      heldByLists(
        files.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
        lists,
      ),
  };
}

/** Creates an empty workspace. */
export function createWorkspace(trust: AuditTrust, threads: Threads = { url: null }): Workspace {
  const bringing = createBringing(trust, threads);
  let made: Bundle | null = null;
  let unusual = false;
  const bundle = (): Bundle => (made ??= bundleOf(bringing.held(), unusual));
  const find = (documentId: string): Result<BundlePaper, 'NO_DOCUMENT'> => {
    const found = bundle().byId.get(documentId);
    return found === undefined ? NO_DOCUMENT : ok(found);
  };
  return {
    async add(file) {
      const counts = await bringing.add(file);
      made = null;
      return counts;
    },
    overview(ask) {
      if (ask.unusual !== unusual) made = null;
      unusual = ask.unusual;
      return overviewOf(bundle(), trust.from);
    },
    papers: (ask) => paperRows(bundle(), ask),
    findings: (ask) => findingRows(bundle(), ask),
    checks: ({ file }) => bundle().held.find((one) => one.file === file)?.checks ?? [],
    story({ documentId }) {
      const found = find(documentId);
      return found.ok ? ok(storyOf(bundle(), found.value)) : found;
    },
    moment({ documentId, seq }) {
      const found = find(documentId);
      return found.ok ? ok(momentOf(bundle(), found.value, seq)) : found;
    },
    report({ day }) {
      const { audited, held } = bundle();
      const bad = held.flatMap(({ file, state, why }) => (state === 'fault' || state === 'unknown' ? [{ file, where: '', message: why }] : []));
      return { content: auditContent(audited.report, { files: held.length, bad }, day), csv: auditCsv(audited.report) };
    },
  };
}
