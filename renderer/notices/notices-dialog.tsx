/** 알림: what is near its day or past it, newest first; each opens its paper. And whether the desktop says so too. */

import { useState } from 'react';
import type { DeviceNoticeRow, NoticeView } from '../../shared/api/notice-view.ts';
import { deviceName } from '../devices/device-list.tsx';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { dayTime, shortDay, sinceWords } from '../ui/dates.ts';
import { dayLeft } from '../ui/due.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Message } from '../ui/message.tsx';
import { useNow } from '../ui/use-now.ts';
import { askBrowser, browserLeave, type Notices } from './use-notices.ts';

const words = ko.notices;

/** What it tells beside the request and its day: who sent it, or what came of an own 의견조회; '' where nothing more. Pure. */
export function toldWords({ kind, stage, sender }: Pick<NoticeView, 'kind' | 'stage' | 'sender'>): string {
  if (stage === 'asked') return words.sent(sender);
  if (stage === 'answered' || stage === 'enough') return words.came[stage](sender);
  return kind === 'answers' && stage === 'over' ? words.came.over : '';
}

function One({ notice, now, onOpen }: { readonly notice: NoticeView; readonly now: number; readonly onOpen: () => void }) {
  const { kind, stage, title, day, at, read, done } = notice;
  const told = toldWords(notice);
  const left = done ? words.done : dayLeft(day, now);
  return (
    <li>
      <button type="button" className={read ? 'notice' : 'notice unread'} onClick={onOpen}>
        <Glyph state={done ? 'ok' : stage === 'over' ? 'late' : stage === 'before' ? 'todo' : 'now'} size={18} />
        <span className="notice-what">
          <span className="t">
            {!read && <span className="tag acc">{words.unread}</span>} <b className="ell">{title === '' ? words.untitled : title}</b>
          </span>
          <span className="subtle cap">
            {told !== '' && `${told} · `}
            {words.kinds[kind]} ·{' '}
            <span className="nw">
              {ko.due.set} {shortDay(dayTime(day))} · {left}
            </span>
          </span>
        </span>
        <span className="muted cap nw">{sinceWords(at, now)}</span>
      </button>
    </li>
  );
}

/** A device that has to be decided on; it opens the devices. */
function Device({ row, now, onOpen }: { readonly row: DeviceNoticeRow; readonly now: number; readonly onOpen: () => void }) {
  const { state, who, own, deviceName: name, at, read } = row;
  return (
    <li>
      <button type="button" className={read ? 'notice' : 'notice unread'} onClick={onOpen}>
        <Glyph state={state === 'locked' ? 'late' : 'now'} size={18} />
        <span className="notice-what">
          <span className="t">
            {!read && <span className="tag acc">{words.unread}</span>} <b className="ell">{words.devices[state]}</b>
          </span>
          <span className="subtle cap">
            {own ? words.ownDevice : who} · {deviceName(name)}
          </span>
        </span>
        <span className="muted cap nw">{sinceWords(at, now)}</span>
      </button>
    </li>
  );
}

/** Whether the desktop shows them too; a page of a browser needs the browser's leave for it. */
function Desktop({ notices }: { readonly notices: Notices }) {
  const { run } = useAct();
  const [leave, setLeave] = useState(browserLeave);
  const page = notices.shownBy === 'page';
  if (page && leave === null) return null;
  return (
    <div className="notice-desktop">
      <label className="row">
        <input type="checkbox" checked={notices.desktop} onChange={(event) => void run('notices.desktop', { on: event.target.checked })} />
        {words.desktop}
      </label>
      <p className="muted cap">{words.desktopNote}</p>
      {page && notices.desktop && leave === 'default' && (
        <button type="button" className="btn sm" onClick={() => void askBrowser().then(setLeave)}>
          {words.allow}
        </button>
      )}
      {page && notices.desktop && leave === 'denied' && <Message tone="off" text={words.denied} />}
    </div>
  );
}

/** The dialog. */
export function NoticesDialog({
  notices,
  onOpen,
  onDevices,
  onClose,
}: {
  readonly notices: Notices;
  readonly onOpen: (paper: { readonly documentId: string; readonly title: string }) => void;
  readonly onDevices: () => void;
  readonly onClose: () => void;
}) {
  const now = useNow();
  const { run } = useAct();
  const open = (notice: NoticeView): void => {
    void run('notices.read', { ids: [notice.id] });
    onOpen(notice);
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div className="dialog-body notices">
        {notices.rows.length + notices.devices.length === 0 ? (
          <p>
            <b>{words.empty}</b> <span className="subtle">{words.emptyNote}</span>
          </p>
        ) : (
          <ul className="notice-list">
            {notices.devices.map((row) => (
              <Device
                key={row.key}
                row={row}
                now={now}
                onOpen={() => {
                  void run('notices.read', { ids: [], devices: [row.key] });
                  onDevices();
                }}
              />
            ))}
            {notices.rows.map((notice) => (
              <One key={notice.id} notice={notice} now={now} onOpen={() => open(notice)} />
            ))}
          </ul>
        )}
        <Desktop notices={notices} />
      </div>
      <footer className="dialog-foot">
        {notices.unread > 0 && (
          <button type="button" className="btn lg" onClick={() => void run('notices.read', { ids: null })}>
            {words.readAll}
          </button>
        )}
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={onClose}>
          {ko.close} <kbd>Esc</kbd>
        </button>
      </footer>
    </Dialog>
  );
}
