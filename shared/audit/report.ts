/** The report of an audit: as a paper of form 2 (간이기안문), and as CSV for a table program (RFC 4180). */

import { contentOf, type Block, type Content, type Inline } from '../collab/content.ts';
import { csvOf } from '../lib/csv.ts';
import { koreanDate, koreanDateTime, seoulDate } from '../writing/amount.ts';
import { countByKind, isLeftOut, type AuditReport } from './audit.ts';
import { KINDS, type Evidence, type Finding } from './finding.ts';

/** A file of the bundle that does not hold, and why. */
export interface BadFile {
  readonly file: string;
  readonly where: string;
  readonly message: string;
}

/** What a report says of the files themselves. */
export interface FileCount {
  readonly files: number;
  readonly bad: readonly BadFile[];
}

const piece = (text: string): readonly Inline[] => [{ text }];
const line = (kind: 'square' | 'circle' | 'note', text: string, level = 1): Block => ({ type: 'block', kind, level, inlines: piece(text) });
const table = (rows: readonly (readonly string[])[]): Block => ({ type: 'table', level: 1, header: true, rows: rows.map((row) => row.map(piece)) });

/** Where in the trail the evidence stands, as people count. */
export function evidenceWords(evidence: readonly Evidence[]): string {
  return evidence.map(({ seq, index }) => `처리 이력 ${seq + 1}번째(기록 ${index + 1}번째)`).join(', ');
}

/** Days the bundle covers. */
export function spanWords({ from, until }: Pick<AuditReport, 'from' | 'until'>): string {
  return from === null || until === null ? '기록 없음' : `${koreanDate(seoulDate(from))}∼${koreanDate(seoulDate(until))}`;
}

function findingRow({ agencies }: AuditReport, { kind, title, agency, at, message, evidence, file }: Finding): readonly string[] {
  return [KINDS[kind].name, title === '' ? file : title, agencies[agency] ?? agency, koreanDate(seoulDate(at)), message, evidenceWords(evidence)];
}

/** Findings one by one go into the paper up to so many; all of them are in the CSV and the JSON. */
const SHOWN = 300;

/** The report as a content of form 2. `day` (`YYYY-MM-DD`) is when it was made. */
export function auditContent(report: AuditReport, { files, bad }: FileCount, day: string): Content {
  const { findings, papers, entries, agencies } = report;
  const counted = countByKind(findings).map(({ kind, count }) => [KINDS[kind].name, KINDS[kind].law, isLeftOut(report, kind) ? '찾지 않음' : String(count)]);
  const blocks: Block[] = [
    line('square', '대상'),
    line('circle', `기간: ${spanWords(report)}`, 2),
    line('circle', `기관 ${Object.keys(agencies).length}곳(${Object.values(agencies).join(', ')}), 문서 ${papers}건, 기록 ${entries}건`, 2),
    line('circle', `검증용 묶음 ${files}개 가운데 ${files - bad.length}개가 서버 없이 모두 확인됨`, 2),
    ...bad.slice(0, SHOWN).map((one) => line('note', `맞지 않음: ${one.file} ${one.where} ${one.message}`, 2)),
    line('square', `지적 종류별 건수(모두 ${findings.length}건)`),
    table([['종류', '근거', '건수'], ...counted]),
    line('square', '지적'),
    ...(findings.length === 0
      ? [line('circle', '지적할 것을 찾지 못함', 2)]
      : [table([['종류', '문서', '기관', '날짜', '내용', '증거'], ...findings.slice(0, SHOWN).map((one) => findingRow(report, one))])]),
    ...(findings.length > SHOWN ? [line('note', `나머지 ${findings.length - SHOWN}건은 CSV와 JSON에 있음`, 2)] : []),
  ];
  const fields = {
    ...({ form: 'brief', lead: '', leadUnit: '', partners: [], partnerOrder: 'parallel', recipients: [], via: '', keywords: [], work: [] } as const),
    ...{ title: '감사 결과 보고', summary: `지적 ${findings.length}건, 맞지 않는 파일 ${bad.length}개`, recordFile: '', originator: '', reporter: '' },
    ...{ disclosure: { kind: '비공개', grounds: [5] } as const, written: day, basis: '「행정업무의 운영 및 혁신에 관한 규정」 제67조' },
  };
  return contentOf(fields, blocks, []);
}

/** All findings as CSV. */
export function auditCsv({ findings, agencies }: AuditReport): string {
  const head = ['종류', '근거', '문서', '문서ID', '기관', '때', '내용', '증거', '파일'];
  const rows = findings.map((one) => [
    ...[KINDS[one.kind].name, KINDS[one.kind].law, one.title, one.documentId, agencies[one.agency] ?? one.agency, koreanDateTime(one.at)],
    ...[one.message, evidenceWords(one.evidence), one.file],
  ]);
  return csvOf([head, ...rows]);
}
