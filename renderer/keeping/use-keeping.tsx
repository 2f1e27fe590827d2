/** 파일로 저장: asks for a reason where policy does, keeps, and says where the file is and what was recorded (RT6). */

import { useState, type ReactNode } from 'react';
import type { DownloadReason } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { GROUND_WORDS } from '../../shared/policy/download.ts';
import { useReasons } from '../api/keeping-context.ts';
import { useAct, type Act } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

type Save = (run: Act['run'], reason: DownloadReason) => Promise<{ readonly path: string | null } | null>;

/** What a place that keeps files needs: whether it is busy, how to keep, and what to show below. */
export interface Keeping {
  readonly busy: boolean;
  readonly keep: (save: Save) => void;
  readonly said: ReactNode;
}

/** A reason as it was recorded. */
function reasonWords(reason: DownloadReason): string {
  if (reason === null) return '';
  return reason.text === '' ? GROUND_WORDS[reason.ground] : `${GROUND_WORDS[reason.ground]}(${reason.text})`;
}

/** Keeping files of one paper. */
export function useKeeping(view: Pick<DocumentView, 'documentId' | 'keeping' | 'title'>): Keeping {
  const act = useAct();
  const reasons = useReasons();
  const words = ko.records.keeping;
  const [kept, setKept] = useState<{ readonly text: string; readonly recorded: string; readonly reason: DownloadReason } | null>(null);
  const [asking, setAsking] = useState<Save | null>(null);
  const { documentId } = view;
  const now = async (save: Save, reason: DownloadReason): Promise<void> => {
    const saved = await save(act.run, reason);
    if (saved === null) return;
    const recorded = saved.path === null || view.keeping === 'free' ? '' : words.recorded(reasonWords(reason));
    setKept({ text: saved.path === null ? ko.document.card.notSaved : ko.document.card.savedAt(saved.path), recorded, reason });
  };
  const forget = (): void => {
    reasons.remember(documentId, null);
    setKept(null);
  };
  const said = (
    <>
      {asking !== null && (
        <ReasonDialog
          title={view.title}
          first={reasons.newest()}
          onClose={() => setAsking(null)}
          onReason={(reason) => {
            reasons.remember(documentId, reason);
            setAsking(null);
            void now(asking, reason);
          }}
        />
      )}
      {kept !== null && (
        <Message tone="ok" text={kept.text} onClose={() => setKept(null)}>
          {kept.recorded !== '' && <p>{kept.recorded}</p>}
          {view.keeping === 'reason' && kept.reason !== null && (
            <button type="button" className="btn sm quiet" onClick={forget}>
              {words.askAgain}
            </button>
          )}
        </Message>
      )}
      {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
    </>
  );
  return {
    busy: act.busy,
    said,
    keep(save) {
      setKept(null);
      const known = reasons.of(documentId);
      if (view.keeping === 'reason' && known === null) setAsking(() => save);
      else void now(save, view.keeping === 'reason' ? known : null);
    },
  };
}
