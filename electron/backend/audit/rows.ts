/** Lists of a bundle: its files and its findings, searched and filtered. */

import type { AuditFinding, AuditFindingsAsk, AuditPaperRow, AuditPapersAsk } from '../../../shared/api/audit-view.ts';
import { KINDS, type Finding } from '../../../shared/audit/finding.ts';
import { evidenceWords } from '../../../shared/audit/report.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import { STATUS_TEXT } from '../documents/status.ts';
import type { Bundle } from './bundle.ts';
import type { Held } from './held.ts';

const PAGE = 100;

/** Names of agencies by code, each with its line in the pictures: the same agency has the same one on every screen of the bundle. */
export function agencyIn({ names, papers, audited }: Bundle): (code: string) => AuditFinding['agency'] {
  const codes = Object.keys(audited.report.agencies).toSorted();
  const today = names.on(null);
  return (code) => {
    const name = today.agencies.get(code)?.name ?? audited.report.agencies[code] ?? code;
    const place = papers.length === 0 ? -1 : codes.indexOf(code);
    return { code, name, badge: name.charAt(0), strand: place < 0 ? 5 : Math.min(place + 1, 6) };
  };
}

/** The number the lead registered the paper under, '' where it was not registered. */
export function numberOf(state: DocumentState | undefined): string {
  const own = state?.registrations.findLast(({ role }) => role === 'lead') ?? state?.registrations.at(-1);
  return own === undefined ? '' : `${own.unitName}-${own.number}`;
}

/** Whether all words of a question stand in a text of small letters. */
function asked(text: string): (where: string) => boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (where) => words.every((word) => where.includes(word));
}

function rowOf(bundle: Bundle, held: Held, agency: ReturnType<typeof agencyIn>): AuditPaperRow {
  const { paper, file, state, why } = held;
  const known = paper === null ? undefined : bundle.byId.get(paper.documentId);
  const lead = known?.state.lead?.agency;
  return {
    ...{ file, state, why, documentId: known?.paper.documentId ?? null, title: paper?.title === undefined || paper.title === '' ? file : paper.title },
    ...{ number: numberOf(known?.state), agency: lead === undefined ? null : agency(lead) },
    ...{ status: known === undefined ? '' : STATUS_TEXT[known.state.status], at: paper?.entries.at(-1)?.entry.receivedAt ?? '' },
    findings: bundle.findings.get(paper?.documentId ?? '')?.length ?? 0,
    older: state !== 'fault' && known !== undefined && known.held !== held,
  };
}

/** A page of something, and how many there are of it. */
export interface Page<T> {
  readonly rows: T[];
  readonly total: number;
}

/** Files of the bundle that fit, by when their papers were last acted on, the newest first. */
export function paperRows(bundle: Bundle, { text, agency, state, kind, from }: AuditPapersAsk): Page<AuditPaperRow> {
  const has = asked(text);
  const fits = bundle.newest.filter(({ text: words, state: stands, paper }) => {
    if ((state !== '' && state !== stands) || !has(words)) return false;
    // Asked of each paper only where it matters: a look-up is dearer than going through its text.
    const ofAgency = (): boolean => bundle.byId.get(paper?.documentId ?? '')?.state.lanes.some((lane) => lane.agency === agency) === true;
    if (agency !== '' && !ofAgency()) return false;
    return kind === '' || bundle.findings.get(paper?.documentId ?? '')?.some((one) => one.kind === kind) === true;
  });
  const named = agencyIn(bundle);
  return { rows: fits.slice(from, from + PAGE).map((held) => rowOf(bundle, held, named)), total: fits.length };
}

/** A finding in words. */
export function findingRow(bundle: Bundle, { kind, documentId, title, agency, at, message, evidence }: Finding): AuditFinding {
  return {
    ...{ kind, ...KINDS[kind], documentId, title, number: numberOf(bundle.byId.get(documentId)?.state), agency: agencyIn(bundle)(agency), at, message },
    ...{ steps: evidence.map(({ seq }) => seq), evidence: evidenceWords(evidence) },
  };
}

const ORDERS: Readonly<Record<AuditFindingsAsk['order'], (a: Finding, b: Finding) => number>> = {
  grave: () => 0,
  agency: (a, b) => a.agency.localeCompare(b.agency) || a.at.localeCompare(b.at),
  time: (a, b) => b.at.localeCompare(a.at),
};

/** Findings that fit; they come with the gravest first. */
export function findingRows(bundle: Bundle, { text, agency, kind, order, from }: AuditFindingsAsk): Page<AuditFinding> {
  const has = asked(text);
  const words = (one: Finding): string =>
    `${one.title} ${one.message} ${KINDS[one.kind].name} ${one.file} ${numberOf(bundle.byId.get(one.documentId)?.state)}`.toLowerCase();
  const fits = bundle.audited.report.findings.filter(
    (one) => (agency === '' || one.agency === agency) && (kind === '' || one.kind === kind) && has(words(one)),
  );
  const sorted = fits.toSorted(ORDERS[order]);
  return { rows: sorted.slice(from, from + PAGE).map((one) => findingRow(bundle, one)), total: sorted.length };
}
