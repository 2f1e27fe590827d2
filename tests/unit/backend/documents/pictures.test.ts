/** A picture from the editor to the proof: put in, seen by a colleague, fixed, printed, carried in the capsule, and found where it was changed. */

import { strToU8, zipSync, zlibSync } from 'fflate';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepCommands } from '../../../../electron/backend/approval/step-commands.ts';
import { buildCapsule } from '../../../../electron/backend/export/capsule.ts';
import type { PictureBlock } from '../../../../shared/collab/content.ts';
import { addAttachment, appendBlocks, removeAttachment } from '../../../../shared/collab/write.ts';
import { packCapsule, PATHS } from '../../../../shared/exchange/capsule/capsule.ts';
import { unpackZip } from '../../../../shared/exchange/capsule/zip.ts';
import { err } from '../../../../shared/lib/result.ts';
import { pngOf } from '../../../../shared/policy/guard/png.ts';
import { verifyCapsule } from '../../../../shared/verify/capsule.ts';
import { createDesks, stepOf, type Desks } from '../../../support/desks.ts';
import { must, until } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await createDesks();
});
afterAll(() => desks.close());

/** A small grey picture; another seed, another picture. */
function picture(seed: number): Uint8Array {
  const data = new Uint8Array(13);
  new DataView(data.buffer).setUint32(0, 8);
  new DataView(data.buffer).setUint32(4, 4);
  data.set([8, 0, 0, 0, 0], 8);
  const rows = Uint8Array.from({ length: 9 * 4 }, (_, i) => (i % 9 === 0 ? 0 : (i * 7 + seed) % 256));
  return pngOf([
    { type: 'IHDR', data },
    { type: 'IDAT', data: zlibSync(rows) },
    { type: 'IEND', data: new Uint8Array(0) },
  ]);
}

async function withPicture(title: string): Promise<{ documentId: string; block: PictureBlock }> {
  const documentId = await desks.draft(title);
  const { handlers, context } = await desks.at('kim');
  const kept = must(await handlers['pictures.add']({ documentId, bytes: picture(title.length) }));
  const block: PictureBlock = { type: 'picture', level: 1, ...kept, share: 500, alt: '조직도' };
  const section = context.drafts.rooms(documentId)?.sections.get('s1');
  if (section === undefined) throw new Error('no section');
  appendBlocks(section.doc, [block]);
  return { documentId, block };
}

describe('a picture in a paper', () => {
  it('PIC-6 what is no picture, and a picture for a paper one may not write in, do not come in', async () => {
    const { handlers } = await desks.at('kim');
    const documentId = await desks.draft('그림이 없는 글');
    expect(await handlers['pictures.add']({ documentId, bytes: Uint8Array.of(1, 2, 3) })).toMatchObject({ ok: false, code: 'PICTURE_KIND' });
    const park = await desks.at('park');
    expect(await park.handlers['pictures.add']({ documentId, bytes: picture(1) })).toMatchObject({ ok: false, code: 'NOT_EDITABLE' });
    const { block } = await withPicture('그림이 있는 다른 글');
    expect(await handlers['pictures.get']({ documentId, sha256: block.sha256 })).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });

  it('PIC-6 PIC-7 OFF3 a colleague sees it, it is fixed and printed, the capsule carries it, and a changed one is found', async () => {
    const { documentId, block } = await withPicture('그림이 있는 글');
    const { handlers, context } = await desks.at('kim');
    must(await handlers['approval.submit']({ documentId }));
    const turn = await desks.seen('lee', documentId, 'the turn', (one) => one.acts.includes('sign'));
    const lee = await desks.at('lee');
    expect(must(await lee.handlers['pictures.get']({ documentId, sha256: block.sha256 })).bytes).toEqual(picture('그림이 있는 글'.length));
    const input = { documentId, stepId: stepOf(turn, '과장').id, opinion: { kind: 'none', text: '' } } as const;
    const away: typeof lee.context = {
      ...lee.context,
      replica: { ...lee.context.replica, getBlob: () => Promise.resolve(err('OFFLINE', '서버에 닿지 않습니다.')) },
    };
    expect(await stepCommands(away)['approval.sign'](input)).toMatchObject({ ok: false, code: 'PICTURE_NOT_YET' });
    must(await lee.handlers['approval.sign'](input));
    await desks.seen('kim', documentId, 'registered', (one) => one.status !== 'in-approval');
    const { pdf } = must(await handlers['preview.pdf']({ documentId }));
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Subtype /Image');

    const capsule = must(await buildCapsule(context, documentId));
    const trust = { anchors: context.anchors, crypto: context.crypto };
    expect((await verifyCapsule(capsule, trust)).verdict).toBe('valid');
    const unpacked = unpackZip(capsule);
    if (!unpacked.ok) throw new Error(unpacked.code);
    const path = `pictures/${block.sha256}.png`;
    expect(unpacked.value.get(path)).toEqual(picture('그림이 있는 글'.length));
    const { date, version } = JSON.parse(new TextDecoder().decode(unpacked.value.get(PATHS.manifest))) as { date: string; version: number };
    const changed = (files: Map<string, Uint8Array>): Uint8Array => {
      files.delete(PATHS.manifest);
      return packCapsule(documentId, version, date, files);
    };
    const other = await verifyCapsule(changed(new Map(unpacked.value).set(path, picture(77))), trust);
    expect(other).toMatchObject({ verdict: 'fault', firstFault: { code: 'PICTURE_DIGEST', where: path } });
    const gone = new Map(unpacked.value);
    gone.delete(path);
    expect((await verifyCapsule(changed(gone), trust)).firstFault).toMatchObject({ code: 'PICTURE_DIGEST' });
    const stray = await verifyCapsule(changed(new Map(unpacked.value).set('pictures/x.png', picture(1))), trust);
    expect(stray.firstFault).toMatchObject({ code: 'FILE_UNEXPECTED' });
  });

  it('PIC-6 PIC-9 a partner who writes along sees it before anything is fixed; a picture without words is asked about', async () => {
    const documentId = await desks.draft('함께 쓰는 글의 그림', undefined, ['B']);
    const { handlers, context } = await desks.at('kim');
    const kept = must(await handlers['pictures.add']({ documentId, bytes: picture(200) }));
    const section = context.drafts.rooms(documentId)?.sections.get('s1');
    if (section !== undefined) appendBlocks(section.doc, [{ type: 'picture', level: 1, ...kept, share: 300, alt: '' }]);
    const park = await desks.at('park');
    await until('the picture is there', async () => (await park.handlers['pictures.get']({ documentId, sha256: kept.sha256 })).ok);
    expect(must(await park.handlers['pictures.get']({ documentId, sha256: kept.sha256 })).bytes).toEqual(picture(200));
    const view = await desks.seen('kim', documentId, 'asked', (one) => one.checks.some(({ title }) => title === '설명이 없는 그림 1개'));
    expect(view.checks.find(({ title }) => title.startsWith('설명이 없는'))).toMatchObject({ state: 'warn', places: [{ in: 'body', block: 1 }] });
  });

  it('PIC-8 a picture or an attachment that is not as long as it says is not put up: every proof of the paper would be faulty', async () => {
    const { documentId, block } = await withPicture('크기가 다른 그림');
    const { handlers, context } = await desks.at('kim');
    const rooms = context.drafts.rooms(documentId);
    const body = rooms?.sections.get('s1')?.doc.getXmlFragment('body');
    const drawn = body?.toArray().find((node) => node instanceof Y.XmlElement && node.nodeName === 'picture') as Y.XmlElement | undefined;
    drawn?.setAttribute('size', (block.size + 1) as unknown as string);
    expect(await handlers['approval.submit']({ documentId })).toMatchObject({ ok: false, code: 'PICTURE_BROKEN' });
    drawn?.setAttribute('size', block.size as unknown as string);
    const sha256 = await context.replica.putBlob(Uint8Array.of(0xea, 0xb0, 0x80));
    const attachment = { name: '글.txt', label: '글 1부.', mediaType: 'text/plain', sha256 };
    if (rooms !== null) addAttachment(rooms.main.doc, { ...attachment, size: 4 });
    expect(await handlers['approval.submit']({ documentId })).toMatchObject({ ok: false, code: 'ATTACHMENT_SIZE' });
    if (rooms !== null) removeAttachment(rooms.main.doc, sha256);
    if (rooms !== null) addAttachment(rooms.main.doc, { ...attachment, size: 3 });
    must(await handlers['approval.submit']({ documentId }));
  });

  it('PIC-8 a picture that another program put in and that is none is not put up', async () => {
    const { documentId } = await withPicture('다른 프로그램의 글');
    const { handlers, context } = await desks.at('kim');
    const sha256 = await context.replica.putBlob(Uint8Array.of(9, 9, 9));
    const section = context.drafts.rooms(documentId)?.sections.get('s1');
    if (section !== undefined)
      appendBlocks(section.doc, [{ type: 'picture', level: 1, sha256, mediaType: 'image/png', size: 3, width: 1, height: 1, share: 100, alt: '가짜' }]);
    expect(await handlers['approval.submit']({ documentId })).toMatchObject({ ok: false, code: 'PICTURE_KIND' });
  });
});

it('IMP-10 HWPX-5 pictures of a file come into the draft that it begins or goes into, are its readers’ too, and go out in its HWPX', async () => {
  const { handlers, context } = await desks.at('kim');
  const drawing = '<w:drawing><wp:inline><wp:docPr id="1" name="a" descr="조직도"/><a:blip r:embed="r1"/></wp:inline></w:drawing>';
  const body = `<w:p><w:r><w:t>제목  그림이 든 문서</w:t></w:r></w:p><w:p><w:r><w:t>글</w:t>${drawing}</w:r></w:p>`;
  const bytes = zipSync({
    'word/document.xml': strToU8(`<w:document xmlns:w="urn:w" xmlns:r="urn:r" xmlns:wp="urn:wp" xmlns:a="urn:a"><w:body>${body}</w:body></w:document>`),
    'word/_rels/document.xml.rels': strToU8('<Relationships><Relationship Id="r1" Target="media/a.png"/></Relationships>'),
    'word/media/a.png': picture(77),
  });
  const made = must(await handlers['documents.importFile']({ name: 'a.docx', bytes }));
  expect(made.notes).toEqual([]);
  const [block] = must(await context.drafts.content(made.documentId)).blocks.filter(({ type }) => type === 'picture');
  if (block?.type !== 'picture') throw new Error('no picture');
  expect(block).toMatchObject({ width: 8, height: 4, alt: '조직도' });
  const sha256 = block.sha256;
  expect(must(await handlers['pictures.get']({ documentId: made.documentId, sha256 })).bytes.length).toBe(block.size);
  const into = await desks.draft('그림을 받을 문서');
  expect(await handlers['pictures.get']({ documentId: into, sha256 })).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  const read = must(await handlers['documents.readFile']({ documentId: into, name: 'a.docx', bytes }));
  expect(read.blocks.filter(({ type }) => type === 'picture')).toEqual([block]);
  expect((await handlers['pictures.get']({ documentId: into, sha256 })).ok).toBe(true);
  expect(await (await desks.at('choi')).handlers['documents.readFile']({ documentId: into, name: 'a.docx', bytes })).toMatchObject({
    ok: false,
    code: 'NOT_EDITABLE',
  });
});
