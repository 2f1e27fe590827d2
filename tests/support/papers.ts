/** Papers written, sent up and signed through the commands of people's own machines. */

import type { Backend } from '../../electron/backend/backend.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { must, until } from './sync.ts';

/** The machine, which must have been opened. */
export function here(one: Backend | undefined): Backend {
  if (one === undefined) throw new Error('not opened');
  return one;
}

/** The paper as somebody sees it. */
export async function view(who: Backend | undefined, documentId: string): Promise<DocumentView> {
  return must(await here(who).handlers['documents.get']({ documentId }));
}

/** Waits until somebody's machine may do this with the paper. */
export function may(who: Backend | undefined, documentId: string, act: DocumentView['acts'][number]): Promise<void> {
  return until(act, async () => {
    const seen = await here(who).handlers['documents.get']({ documentId });
    return seen.ok && seen.value.acts.includes(act);
  });
}

/** A draft of agency A's U1. */
export async function draft(who: Backend | undefined, title: string): Promise<string> {
  const created = await here(who).handlers['documents.create']({ form: 'official', title, partners: [], recordFile: '정보화 일반', work: ['정보화 운영'] });
  return must(created).documentId;
}

/** Fills in what is missing, takes the proposed route, sends up. */
export async function sendUp(who: Backend | undefined, documentId: string, recipients: readonly string[] = []): Promise<void> {
  const { handlers } = here(who);
  const fields = { summary: '요지', keywords: ['협조'], originator: '주무관', reporter: '주무관', recipients: [...recipients] };
  must(await handlers['documents.setFields']({ documentId, fields }));
  const { lane, recordFile } = must(await handlers['route.propose']({ documentId }));
  must(await handlers['route.design']({ documentId, lane, recordFile }));
  must(await handlers['approval.submit']({ documentId }));
}

/** Signs the step that waits for this person. */
export async function sign(who: Backend | undefined, documentId: string): Promise<void> {
  await may(who, documentId, 'sign');
  const step = (await view(who, documentId)).lanes.flatMap((lane) => lane.stages.flat()).find(({ mine }) => mine);
  must(await here(who).handlers['approval.sign']({ documentId, stepId: step?.id ?? '', opinion: { kind: 'none', text: '' } }));
}
