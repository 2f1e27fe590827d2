/** The login before this one and tries that failed since: what another person's hand would leave. */

import type { StatusView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { shortTime } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import { deviceName } from './device-list.tsx';

const words = ko.devices;

/** In one line. */
export function loginWords(login: NonNullable<StatusView['login']>): string {
  if (login.at === null) return words.firstLogin;
  return `${words.lastLogin} ${shortTime(login.at)} · ${deviceName(login.device ?? '')}`;
}

type Corner = Pick<StatusView, 'login' | 'opened'>;

/** The corner of the nav that tells it and leads to the devices; wrong passphrases on this PC stand there too. */
export function LoginCorner({ login, opened, onOpen }: Partial<Corner> & { readonly onOpen: () => void }) {
  const failed = login?.failed ?? 0;
  return (
    <button type="button" className="login-corner" title={words.open} onClick={onOpen}>
      <Icon name="person" size={14} />
      <span className="sr">{words.open}</span>
      <span className="nav-label">
        <b>{login == null ? words.title : login.at === null ? words.firstLogin : `${words.lastLogin} ${shortTime(login.at)}`}</b>
        <span className="muted ell">{login == null ? words.notYet : login.at === null ? words.title : deviceName(login.device ?? '')}</span>
        {(opened?.failed ?? 0) > 0 && <span className="login-failed">{ko.key.failedHere(opened?.failed ?? 0)}</span>}
        {login?.commands != null && <span className="muted ell">{words.commandTimes(login.commands.times)}</span>}
        {failed > 0 && <span className="login-failed">{words.failed(failed)}</span>}
      </span>
    </button>
  );
}
