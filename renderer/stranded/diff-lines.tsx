/** A difference line by line: struck what is gone, underlined what is new, and a word for either where colour is not seen. */

import type { DiffLineView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';

const SIGNS = { same: '', removed: '−', added: '+', changed: '±' } as const;

/** The lines. */
export function DiffLines({ lines }: { readonly lines: readonly DiffLineView[] }) {
  return (
    <ol className="diff-lines">
      {lines.map((line, i) => (
        // eslint-disable-next-line react/no-array-index-key -- lines have no name but their place
        <li key={i} className={line.kind}>
          <span className="diff-sign" aria-hidden="true">
            {SIGNS[line.kind]}
          </span>
          {line.kind !== 'same' && <span className="sr">{ko.kept.stranded.marks[line.kind]}: </span>}
          <span>
            {line.pieces.map((piece, at) =>
              piece.kind === 'removed' ? <del key={at}>{piece.text}</del> : piece.kind === 'added' ? <ins key={at}>{piece.text}</ins> : piece.text,
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
