/** What the auditor's workspace finds in a bundle. */

import { createWorkspace } from '../../electron/backend/audit/workspace.ts';
import type { Planted } from './planted-bundle.ts';

const PAGE = 100;

/** `kind documentId` of each finding, sorted, with unusual reading asked for; how many files there are and how many hold. */
export async function foundIn({ root, files }: Planted): Promise<{ readonly files: number; readonly whole: number; readonly findings: readonly string[] }> {
  const workspace = createWorkspace({ from: 'file', anchors: [root], policy: null });
  for (const [name, bytes] of files) await workspace.add({ name, bytes });
  const { counts } = workspace.overview({ unusual: true });
  const findings: string[] = [];
  for (let total = 1; findings.length < total;) {
    const page = workspace.findings({ text: '', agency: '', kind: '', order: 'grave', from: findings.length });
    findings.push(...page.rows.map(({ kind, documentId }) => `${kind} ${documentId}`));
    total = page.rows.length < PAGE ? findings.length : page.total;
  }
  return { files: counts.files, whole: counts.whole, findings: findings.toSorted() };
}
