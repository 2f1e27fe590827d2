/** 두문 and 본문 of form 1: head, 수신·(경유)·제목, items, 붙임, 끝. */

import type { OfficialPrint, PaperPrint, PrintParagraph, PrintPicture } from '../../../shared/forms/print-model.ts';
import { WHOLE_WIDTH } from '../../../shared/collab/table.ts';
import type { FormFonts } from './fonts.ts';
import type { Piece } from './kit.ts';
import { BODY, BODY_LEADING, hanging, leading, rule, runs, textOf, UNIT, words } from './page.ts';
import type { Sheet } from './sheet.ts';
import { tablePiece } from './table.ts';

const HEAD = 20;
const LABEL = 13;
const LABEL_WIDTH = 48;
const LABEL_LEADING = 1.55;

function agencyName(name: string, fonts: FormFonts): Piece {
  const letters = Array.from(name).length;
  const room = fonts.sheet.width - fonts.bold.width(name, HEAD);
  const spacing = Math.max(0, Math.min(HEAD * 0.42, room / Math.max(1, letters - 1)));
  return {
    text: words(fonts, name, 1.4),
    noWrap: true,
    fontSize: HEAD,
    bold: true,
    alignment: 'center',
    characterSpacing: spacing,
    margin: [0, 0, 0, 18],
    ...leading(1.4),
  };
}

/** A label in the form's face and its value in the two columns of the head. A label already in the text is not printed twice. */
function labelled(fonts: FormFonts, label: string, value: string, bold: boolean, text: FormFonts = fonts): Piece {
  const bare = value.startsWith(`${label} `) ? value.slice(label.length).trimStart() : value;
  const told = { text: words(text, bare, LABEL_LEADING), bold };
  return { ...hanging({ text: words(fonts, label, LABEL_LEADING), bold: true }, LABEL_WIDTH, told, [0, 0, 0, 0]), fontSize: LABEL, ...leading(LABEL_LEADING) };
}

/** Agency, recipient, 경유 in the form's own face; the title, which is the text's (규칙 §4), in `text`; the rule below it. */
export function headPieces(print: OfficialPrint, fonts: FormFonts, text: FormFonts): Piece[] {
  return [
    agencyName(print.agencyName, fonts),
    labelled(fonts, '수신', print.recipientLine, false),
    labelled(fonts, '(경유)', print.via, false),
    labelled(fonts, '제목', print.title, true, text),
    rule(fonts.sheet, 0.8, 3, 9),
  ];
}

/** Justified, unless an address or the like would leave a line of few, far apart pieces. */
function alignmentOf(text: string): 'justify' | 'left' {
  return /[!-~]{30}/.test(text) ? 'left' : 'justify';
}

/** An item: its mark, 1타, then the text, wrapped under the first letter and justified (편람). */
function paragraphPiece(item: PrintParagraph, fonts: FormFonts): Piece {
  const inlines = item.inlines.some((inline) => inline.text !== '') ? item.inlines : [{ text: ' ' }];
  const text = { text: runs(fonts, inlines, BODY_LEADING), alignment: alignmentOf(textOf(inlines)), preserveLeadingSpaces: true };
  const margin = [item.indent * UNIT, 0, 0, 0];
  if (item.mark === '') return { ...text, margin };
  return hanging({ text: words(fonts, item.mark, BODY_LEADING) }, fonts.regular.width(item.mark, BODY) + UNIT, text, margin);
}

/** A picture as wide as it says, smaller only where it would not stand on one page. */
function picturePiece({ indent, share, width, height, mediaType, bytes }: PrintPicture, sheet: Sheet): Piece {
  const wide = (sheet.width - indent * UNIT) * (share / WHOLE_WIDTH);
  const most = sheet.height * 0.92;
  const image = `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
  return { image, width: Math.min(wide, (most * width) / height), margin: [indent * UNIT, 4, 0, 6] };
}

/** 붙임: the label, 2타, then the lines; numbers stand in a column of their own. */
function attachmentPieces(print: PaperPrint, fonts: FormFonts): Piece[] {
  const labels = Math.max(0, ...print.attachmentLines.map((line) => fonts.regular.width(line.label, BODY)));
  return print.attachmentLines.map((line, index) => {
    const [, number = '', rest = line.text] = /^(\d+\.)\s+(.*)$/s.exec(line.text) ?? [];
    const text: Piece = { text: words(fonts, rest, BODY_LEADING), alignment: alignmentOf(rest) };
    const numbered = number === '' ? text : hanging({ text: words(fonts, number, BODY_LEADING) }, fonts.regular.width(number, BODY) + UNIT, text, [0, 0, 0, 0]);
    return hanging({ text: words(fonts, line.label, BODY_LEADING) }, labels + UNIT * 2, numbered, [0, index === 0 ? 14 : 0, 0, 0]);
  });
}

/** Items, tables, 붙임 and a 끝. of its own, which stands one letter in (규칙 §4⑤). */
export function bodyPieces(print: PaperPrint, fonts: FormFonts): Piece[] {
  const items = print.body.map((item) =>
    item.type === 'paragraph' ? paragraphPiece(item, fonts) : item.type === 'table' ? tablePiece(item, fonts) : picturePiece(item, fonts.sheet),
  );
  const end = print.end === '' ? [] : [{ text: words(fonts, print.end, BODY_LEADING), margin: [UNIT * 2, 0, 0, 0] }];
  return [...items, ...attachmentPieces(print, fonts), ...end];
}
