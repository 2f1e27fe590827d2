/** A PDF of this product's build, read whole. */

import { PdfSyntaxError } from './objects.ts';
import { latin1, readRevisions, statesOf, type Objects, type Revision } from './revisions.ts';

/** Its bytes, the same as text, its revisions, and the objects after each. */
export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly revisions: readonly Revision[];
  readonly states: readonly Objects[];
}

/** Reads it; null where it is built in any other way. */
export function openPdf(bytes: Uint8Array): PdfFile | null {
  const text = latin1(bytes);
  try {
    const revisions = readRevisions(text);
    return { bytes, text, revisions, states: statesOf(revisions) };
  } catch (error) {
    if (error instanceof PdfSyntaxError) return null;
    throw error;
  }
}
