/** 글로 내보내기: the paper as HWPX, Markdown or plain text. */

import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { useKeeping } from '../keeping/use-keeping.tsx';
import { ActButton } from '../ui/busy-button.tsx';
import { Icon } from '../ui/icons.tsx';

/** The section with its buttons. */
export function KeepText({ view }: { readonly view: DocumentView }) {
  const { busy, keep, said } = useKeeping(view);
  const as = (format: 'hwpx' | 'md' | 'txt') => (): void => keep((run, reason) => run('export.text', { documentId: view.documentId, format, reason }));
  return (
    <section className="sec" aria-label={ko.editor.keepText}>
      <h2>
        <Icon name="out" />
        {ko.editor.keepText}
      </h2>
      <div className="row-gap">
        <ActButton look="sm" busy={busy} onAct={as('hwpx')}>
          HWPX
        </ActButton>
        <ActButton look="sm" busy={busy} onAct={as('md')}>
          Markdown
        </ActButton>
        <ActButton look="sm" busy={busy} onAct={as('txt')}>
          TXT
        </ActButton>
      </div>
      {said}
    </section>
  );
}
