/** The papers that belong together with the one being looked at: to go from one to the next, and to sign or put them up in one go. */

import type { BundledPaper } from '../../shared/api/bundle-view.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';

const words = ko.bundle;

function Paper({
  paper,
  at,
  here,
  onOpen,
}: {
  readonly paper: BundledPaper;
  readonly at: number;
  readonly here: boolean;
  readonly onOpen: (paper: BundledPaper) => void;
}) {
  const { title, statusText } = paper;
  const name = `${at + 1}. ${title ?? words.away}`;
  return (
    <li className={here ? 'on' : ''}>
      {here || title === null ? (
        <span className="ell" aria-current={here ? 'true' : undefined}>
          {name}
        </span>
      ) : (
        <button type="button" className="link ell" title={title} onClick={() => onOpen(paper)}>
          {name}
        </button>
      )}
      {at === 0 && <span className="tag">{words.main}</span>}
      <span className="muted cap nw">{statusText}</span>
    </li>
  );
}

/** The strip; nothing where the paper goes alone. */
export function BundleStrip({
  view,
  onOpen,
  onSignAll,
  onChange,
}: {
  readonly view: Pick<DocumentView, 'documentId' | 'bundled' | 'mayBundle' | 'acts'>;
  readonly onOpen: (paper: { readonly documentId: string; readonly title: string }) => void;
  readonly onSignAll: () => void;
  readonly onChange: () => void;
}) {
  const { bundled } = view;
  if (bundled.length === 0) return null;
  const waits = bundled.filter((paper) => paper.waits).length;
  return (
    <section className="bundle-strip" aria-label={words.strip(bundled.length)}>
      <b className="nw">{words.strip(bundled.length)}</b>
      <ol>
        {bundled.map((paper, at) => (
          <Paper
            key={paper.documentId}
            paper={paper}
            at={at}
            here={paper.documentId === view.documentId}
            onOpen={({ documentId, title }) => onOpen({ documentId, title: title ?? '' })}
          />
        ))}
      </ol>
      {waits > 1 && view.acts.includes('sign') && (
        <button type="button" className="btn sm" onClick={onSignAll}>
          {words.signAll(waits)}
        </button>
      )}
      {view.mayBundle && (
        <button type="button" className="btn sm" onClick={onChange}>
          {words.change}
        </button>
      )}
    </section>
  );
}
