/** 인증서: whether it is open and until when, the opening before, and what can be done with it. */

import { useState } from 'react';
import type { StatusView } from '../../shared/api/views.ts';
import { useKey } from '../api/key-context.ts';
import { ko } from '../i18n/ko.ts';
import { dayOnly, fullTime, hourTime } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { certificateShort, checkedWords } from './certificate-note.tsx';
import { BindDialog } from './bind-dialog.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { RenewDialog } from './renew-dialog.tsx';
import { PinDialog } from './pin-dialog.tsx';
import { PassphraseDialog } from './passphrase-dialog.tsx';

/** When it was opened before, and wrong tries since: what another person's hand would leave. */
export function openedWords(opened: StatusView['opened']): string {
  const when = opened.openedAt === null ? '' : ko.key.openedBefore(fullTime(opened.openedAt));
  const failed = opened.failed === 0 ? '' : ko.key.failedBefore(opened.failed);
  return [when, failed].filter((part) => part !== '').join(' · ');
}

/** The dialog. */
export function KeyDialog({ status, onLeave, onClose }: { readonly status: StatusView; readonly onLeave: () => void; readonly onClose: () => void }) {
  const { ask, lockScreen } = useKey();
  const [within, setWithin] = useState<'passphrase' | 'certificate' | 'bind' | 'unbind' | 'copy' | 'pin' | null>(null);
  const until = status.keyUnlockedUntil;
  if (within === 'passphrase') return <PassphraseDialog onClose={onClose} />;
  if (within === 'bind' || within === 'unbind') return <BindDialog bound={within === 'unbind'} onClose={onClose} />;
  if (within === 'copy') return <CopyDialog onClose={onClose} />;
  if (within === 'pin') return <PinDialog onLeave={onLeave} onClose={onClose} />;
  if (within === 'certificate')
    return status.certificate.renewable ? <RenewDialog onLeave={onLeave} onClose={onClose} /> : <JoinDialog replaces onTaken={onLeave} onClose={onClose} />;
  return (
    <Dialog title={ko.key.menu} onClose={onClose}>
      <div className="dialog-body">
        <p className="row key-state">
          <Icon name={until === null ? 'lock' : 'key'} />
          <b>{until === null ? ko.frame.keyClosed : ko.frame.keyOpen}</b>
          {status.bound === true && <span className="tag acc">{ko.key.bind.bound}</span>}
          {until !== null && <span className="muted">{ko.frame.keyUntil(hourTime(until))}</span>}
        </p>
        <p className={status.opened.failed > 0 ? 'key-before warn' : 'key-before muted'}>{openedWords(status.opened)}</p>
        <p className={status.certificate.state === 'good' ? 'muted' : 'key-before warn'}>
          {certificateShort(status.certificate) ?? ko.key.standing.valid(dayOnly(status.certificate.until), status.certificate.days)}
          {' · '}
          {checkedWords(status.certificate)}
        </p>
        <div className="key-menu">
          {until === null && (
            <button type="button" className="btn" onClick={() => void ask().then(onClose)}>
              {ko.key.title}
            </button>
          )}
          <button
            type="button"
            className="btn"
            onClick={() => {
              onClose();
              lockScreen();
            }}
          >
            {ko.key.lockScreen}
          </button>
          <button type="button" className="btn" onClick={() => setWithin('passphrase')}>
            {ko.key.change.open}
          </button>
          <button type="button" className="btn" onClick={() => setWithin('copy')}>
            {ko.key.copy.open}
          </button>
          <button type="button" className="btn" onClick={() => setWithin('pin')}>
            {ko.key.serverKey.open}
          </button>
          <button type="button" className="btn" onClick={() => setWithin('certificate')}>
            {status.certificate.renewable ? ko.key.renew.open : ko.join.openReplace}
          </button>
          {status.bound !== null && (
            <button type="button" className="btn" onClick={() => setWithin(status.bound === true ? 'unbind' : 'bind')}>
              {status.bound ? ko.key.bind.off : ko.key.bind.open}
            </button>
          )}
          <button type="button" className="btn" onClick={onLeave}>
            {ko.key.leave}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
