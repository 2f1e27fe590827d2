/** A table in HTML, as this editor copies it, read back into the full grid of the sheet. */

import { DOMParser as NodeParser, Fragment, type Node as ProseNode, type Schema } from '@tiptap/pm/model';
import { CELL_BREAK } from '../../../shared/collab/cell-lines.ts';
import { CELL } from '../../../shared/collab/schema.ts';
import { spanAt } from '../../../shared/collab/table.ts';
import { layGrid } from '../../../shared/exchange/foreign/grid.ts';

function saidWidth(td: HTMLElement): number | null {
  const said = td.dataset['width'] ?? '';
  return /^\d{1,4}$/.test(said) ? Number(said) : null;
}

/** Rows of a table in HTML as the full grid of the sheet. */
export function rowsOfHtml(dom: Node, schema: Schema): Fragment {
  const { row, cell } = schema.nodes;
  const rows = dom instanceof HTMLTableElement ? [...dom.rows] : [];
  if (row === undefined || cell === undefined) return Fragment.empty;
  const parser = NodeParser.fromSchema(schema);
  const read = new Map<string, ProseNode>();
  const spanned = rows.map((line, r) =>
    [...line.cells].map((td, i) => {
      const key = `${r} ${i}`;
      for (const br of td.querySelectorAll('br')) br.replaceWith(CELL_BREAK);
      read.set(key, parser.parse(td, { topNode: cell.create({ width: saidWidth(td) }), preserveWhitespace: 'full' }));
      return { inlines: [{ text: key }], columns: td.colSpan, rows: td.rowSpan };
    }),
  );
  const { grid, spans } = layGrid(spanned);
  const columns = Math.max(0, ...grid.map((line) => line.length));
  const made = grid.map((line, r) =>
    row.create(
      null,
      Array.from({ length: columns }, (_, column) => {
        const span = spanAt(spans, r, column);
        const reach = { across: (span?.columns ?? 1) > 1 ? span?.columns : null, down: (span?.rows ?? 1) > 1 ? span?.rows : null };
        const found = read.get(line[column]?.[0]?.text ?? '');
        return cell.create({ ...reach, width: r === 0 ? (found?.attrs[CELL.width] ?? null) : null }, found?.content);
      }),
    ),
  );
  return Fragment.from(made);
}
