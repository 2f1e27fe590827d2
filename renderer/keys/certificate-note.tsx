/** Where the own certificate stands: told on the home screen and at the key while it is near its end or over. */

import type { StatusView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { dayOnly, fullTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';

const words = ko.key.standing;

type Certificate = StatusView['certificate'];

/** In two or three words for the corner of the nav; null where all is well. */
export function certificateShort({ state, days }: Certificate): string | null {
  if (state === 'good') return null;
  return state === 'soon' ? words.soon(days) : words[state];
}

/** In sentences, with what is to be done; null where all is well. */
function sentence({ state, until, days, renewable }: Certificate): string | null {
  const timed = renewable ? ko.key.renew : words;
  switch (state) {
    case 'good':
      return null;
    case 'soon':
      // Within the last day it is the hour that counts.
      return timed.soonNote(days <= 1 ? fullTime(until) : dayOnly(until), days);
    case 'expired':
      return timed.expiredNote(dayOnly(until));
    case 'revoked':
      return words.revokedNote;
    case 'early':
      return words.earlyNote;
  }
}

/** Since when this is known. */
export function checkedWords({ checkedAt }: Certificate): string {
  return checkedAt === null ? words.unchecked : words.checked(fullTime(checkedAt));
}

/** The note; nothing while the certificate is good for long. `onReplace` leads to 인증서 바꾸기. */
export function CertificateNote({ status, onReplace }: { readonly status: StatusView | null; readonly onReplace: () => void }) {
  const text = status === null ? null : sentence(status.certificate);
  if (status === null || text === null) return null;
  const { certificate, connection } = status;
  return (
    <div className="certificate-note">
      <Message tone={certificate.state === 'soon' ? 'warn' : 'bad'} text={connection === 'offline' ? `${text} ${checkedWords(certificate)}.` : text}>
        <button type="button" className="btn sm" onClick={onReplace}>
          {certificate.renewable ? ko.key.renew.open : ko.join.openReplace}
        </button>
      </Message>
    </div>
  );
}
