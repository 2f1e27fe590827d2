/** What is inside a paper, held against the trail. */

import { expect, it } from 'vitest';
import { utf8 } from '../../../../../shared/lib/bytes.ts';
import { canonicalBytes } from '../../../../../shared/trail/canonical.ts';
import type { Entry } from '../../../../../shared/trail/entry.ts';
import { attachedAgree } from '../../../../../shared/verify/pdf/attached.ts';
import type { EmbeddedFile } from '../../../../../shared/forms/print-model.ts';
import { aPrint } from '../../../../support/print-sample.ts';
import { basePdf } from '../../../../support/sealed-paper.ts';

const entries = [1, 2, 3].map((seq) => ({ v: 1, documentId: 'd', seq }) as unknown as Entry);
const document = utf8('{"title":"문서"}');
const file = (name: string, bytes: Uint8Array): EmbeddedFile => ({ name, mediaType: 'application/json', description: '', relationship: 'Data', bytes });
const paper = (source: Uint8Array, trail: Uint8Array): Promise<Uint8Array> =>
  basePdf(aPrint({ files: [file('document.json', source), file('trail.json', trail)] }));

it('P16 source and trail inside a paper are those that were decided', async () => {
  const two = canonicalBytes(entries.slice(0, 2));
  const good = await paper(document, two);
  expect(attachedAgree(good, document, entries)).toBe(true);
  expect(attachedAgree(good, document, entries.slice(0, 1))).toBe(false);
  expect(attachedAgree(good, utf8('{"title":"다른 문서"}'), entries)).toBe(false);
  expect(attachedAgree(await paper(utf8('{}'), two), document, entries)).toBe(false);
  expect(attachedAgree(await paper(document, canonicalBytes(entries.slice(1))), document, entries)).toBe(false);
  expect(attachedAgree(await paper(document, utf8('[')), document, entries)).toBe(false);
  expect(attachedAgree(await basePdf(aPrint({ files: [] })), document, entries)).toBe(false);
});
