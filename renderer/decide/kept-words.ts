/** Words of a decision that were typed and not yet signed: a closed dialog or a reloaded page must not lose them. */

import type { OpinionKind } from './opinions.tsx';

/** What was typed. */
export interface KeptWords {
  readonly kind: OpinionKind;
  readonly text: string;
  readonly reason: string;
  /** Until when a 보류 is meant to last, `YYYY-MM-DD` or ''. */
  readonly until: string;
  /** A deputy holds the paper important. */
  readonly report: boolean;
}

const EMPTY: KeptWords = { kind: 'none', text: '', reason: '', until: '', report: false };
const keyOf = (documentId: string, stepId: string): string => `ongyeol.words.${documentId}.${stepId}`;

/** What was typed for this step in this window before; empty where nothing was. */
export function readWords(documentId: string, stepId: string): KeptWords {
  try {
    return { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(keyOf(documentId, stepId)) ?? '{}') as Partial<KeptWords>) };
  } catch {
    return EMPTY;
  }
}

/** Keeps them until signed; nothing typed is nothing kept. */
export function keepWords(documentId: string, stepId: string, words: KeptWords): void {
  if (words.text === '' && words.reason === '' && words.kind === 'none' && !words.report) sessionStorage.removeItem(keyOf(documentId, stepId));
  else sessionStorage.setItem(keyOf(documentId, stepId), JSON.stringify(words));
}

/** They were signed. */
export function dropWords(documentId: string, stepId: string): void {
  sessionStorage.removeItem(keyOf(documentId, stepId));
}

/** Everything typed for this paper in this window and signed by nobody, step by step: shown where its dialog closed because somebody came first. */
export function typedWords(documentId: string): string {
  const prefix = keyOf(documentId, '');
  const steps = Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
  const words = steps.map((key) => readWords(documentId, key.slice(prefix.length)));
  return words
    .flatMap(({ text, reason }) => [text, reason])
    .filter((one) => one.trim() !== '')
    .join('\n');
}
