/** The frame: title, nav with counts, what is in front, status bar. */

import { useCallback, useEffect, useRef, useState, type ComponentProps } from 'react';
import type { ProfileView, StatusView } from '../../shared/api/views.ts';
import { createReasons, ReasonsContext } from '../api/keeping-context.ts';
import { AuditScreen } from '../audit/audit-screen.tsx';
import { CheckDialog } from '../check/check-dialog.tsx';
import { DeviceNote } from '../devices/device-note.tsx';
import { WaitingNote } from '../devices/waiting-note.tsx';
import { LockedNote } from '../devices/locked-note.tsx';
import { DevicesDialog } from '../devices/devices-dialog.tsx';
import { DirectoryScreen } from '../directory/directory-screen.tsx';
import { NewDocument } from '../drafts/new-document.tsx';
import { Home } from '../home/home.tsx';
import { ko } from '../i18n/ko.ts';
import { CertificateNote } from '../keys/certificate-note.tsx';
import { JoinDialog } from '../keys/join-dialog.tsx';
import { RenewDialog } from '../keys/renew-dialog.tsx';
import { KeyDialog } from '../keys/key-dialog.tsx';
import { NoticesDialog } from '../notices/notices-dialog.tsx';
import { useDesktopNotices, useNotices, type Notices } from '../notices/use-notices.ts';
import { OutboxDialog } from '../outbox/outbox-dialog.tsx';
import { RecordsScreen } from '../records/records-screen.tsx';
import { StrandedDialog } from '../stranded/stranded-dialog.tsx';
import { SignInNote } from '../sign-in/sign-in.tsx';
import { Toast } from '../ui/toast.tsx';
import { PlaceKeysContext, type PlaceKeys } from '../ui/place-keys.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { DocumentScreen } from './document-screen.tsx';
import { FindDialog } from './find.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Nav } from './nav.tsx';
import { AlarmNote } from './alarm-note.tsx';
import { RollbackNote } from './rollback-note.tsx';
import { StatusBar, useStatus } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { useDesk, type Desk } from './use-desk.ts';

/** F6 goes round the areas of the screen: nav, list or text, panel. */
function nextArea(): void {
  const areas = [...document.querySelectorAll<HTMLElement>('[data-area]')].filter((area) => area.offsetParent !== null);
  const here = areas.findIndex((area) => area.contains(document.activeElement));
  const next = areas[(here + 1) % Math.max(1, areas.length)];
  const inside =
    next?.matches('[tabindex="0"]') === true
      ? next
      : next?.querySelector<HTMLElement>('[role=listbox], [contenteditable=true], button:not([tabindex="-1"]), input, select, textarea, a');
  inside?.focus();
}

type Over = 'check' | 'notices' | 'keys' | 'find' | 'outbox' | 'stranded' | 'key' | 'devices' | 'certificate';

/** What lies over the screen, one at a time. */
function Overlay({
  over,
  desk,
  status,
  notices,
  onLock,
  onDevices,
  onClose,
}: {
  readonly over: Over | null;
  readonly desk: Desk;
  readonly status: StatusView | null;
  readonly notices: Notices | null;
  readonly onLock: () => void;
  readonly onDevices: () => void;
  readonly onClose: () => void;
}) {
  const open: Desk['open'] = (row, ask) => {
    onClose();
    desk.open(row, ask);
  };
  switch (over) {
    case 'check':
      return <CheckDialog onClose={onClose} />;
    case 'key':
      return status === null ? null : <KeyDialog status={status} onLeave={onLock} onClose={onClose} />;
    case 'notices':
      return notices === null ? null : <NoticesDialog notices={notices} onOpen={open} onDevices={onDevices} onClose={onClose} />;
    case 'certificate':
      return status?.certificate.renewable === true ? (
        <RenewDialog onLeave={onLock} onClose={onClose} />
      ) : (
        <JoinDialog replaces onTaken={onLock} onClose={onClose} />
      );
    case 'devices':
      return <DevicesDialog status={status} onClose={onClose} />;
    case 'outbox':
      return <OutboxDialog waiting={status?.outbox ?? 0} onClose={onClose} />;
    case 'stranded':
      return <StrandedDialog onOpen={open} onClose={onClose} />;
    case 'keys':
      return <KeysDialog onClose={onClose} />;
    case 'find':
      return <FindDialog lists={desk.home.value} onOpen={open} onClose={onClose} />;
    case null:
      return null;
  }
}

function Front({ desk, profile, status }: { readonly desk: Desk; readonly profile: ProfileView; readonly status: StatusView | null }) {
  const { place, home } = desk;
  switch (place.front.at) {
    case 'list':
      return (
        <Home
          key={place.list}
          lists={home.value}
          error={home.error}
          list={place.list}
          offline={status?.connection === 'offline'}
          onOpen={desk.open}
          onFirst={desk.openFirst}
          onNew={desk.toNew}
        />
      );
    case 'paper':
      return <DocumentScreen key={place.front.documentId} documentId={place.front.documentId} status={status} desk={desk} />;
    case 'directory':
      return <DirectoryScreen key={place.front.step?.seq ?? ''} step={place.front.step ?? null} onSaid={desk.say} onOpen={desk.open} />;
    case 'records':
      return <RecordsScreen onStep={desk.toDirectoryStep} />;
    case 'audit':
      return <AuditScreen />;
    case 'new':
      return <NewDocument profile={profile} onCreated={(documentId, title) => desk.openDraft({ documentId, title })} />;
  }
}

/** A click on a notice of the desktop: its paper comes to the front, or the list where it stands for several. */
function useOpenedNotices(desk: Desk, onList: () => void, onPaper: () => void): void {
  const latest = useRef({ desk, onList, onPaper });
  useEffect(() => {
    latest.current = { desk, onList, onPaper };
  });
  useDesktopNotices(
    useCallback((documentId) => {
      const { desk: now, onList: list, onPaper: paper } = latest.current;
      if (documentId === null) return list();
      paper();
      // The paper says its title once it is read.
      now.open({ documentId, title: '' });
    }, []),
  );
}

function mainLabel({ front, list }: Desk['place']): string {
  switch (front.at) {
    case 'list':
      return ko.lists[list];
    case 'new':
      return ko.frame.newDocument;
    case 'directory':
      return ko.directory.title;
    case 'records':
      return ko.records.title;
    case 'audit':
      return ko.audit.title;
    case 'paper':
      return ko.frame.papers;
  }
}

/** Whose keys the status bar shows. */
function keysAt({ place: { front, list }, next }: Desk, inside: PlaceKeys | null): ComponentProps<typeof StatusBar>['at'] {
  if (front.at === 'paper' && inside !== null) return inside;
  if (front.at === 'list' && list !== 'waiting') return 'otherList';
  return front.at === 'paper' && next !== null ? 'stack' : front.at;
}

/** One person at work. */
export function Shell({ profile, onLock }: { readonly profile: ProfileView; readonly onLock: () => void }) {
  const desk = useDesk(profile.id);
  const [over, setOver] = useState<Over | null>(null);
  const [reasons] = useState(createReasons);
  const [inside, setInside] = useState<PlaceKeys | null>(null);
  const { status, settled, clear } = useStatus();
  const { notices } = useNotices();
  useOpenedNotices(
    desk,
    () => setOver('notices'),
    () => setOver(null),
  );
  const { place } = desk;
  const { front } = place;
  const devices = (): void => setOver('devices');
  useShortcuts({ '?': () => setOver('keys'), 'Ctrl K': () => setOver('find'), F6: nextArea });
  return (
    <div className={front.at === 'paper' ? 'app rail' : 'app'}>
      <TitleBar
        profile={profile}
        place={place}
        onList={() => desk.toList()}
        onPaper={desk.toPaper}
        onClose={desk.close}
        onFind={() => setOver('find')}
        unread={notices?.unread ?? 0}
        onNotices={() => setOver('notices')}
        onDevices={devices}
      />
      <Nav
        lists={desk.home.value}
        place={place}
        status={status}
        onList={desk.toList}
        onNew={desk.toNew}
        onDirectory={desk.toDirectory}
        onRecords={desk.toRecords}
        onAudit={profile.audits ? desk.toAudit : null}
        onCheck={() => setOver('check')}
        onKey={() => setOver('key')}
        onDevices={devices}
      />
      <main className="main" aria-label={mainLabel(place)}>
        {front.at === 'list' && <AlarmNote status={status} over={false} />}
        {front.at !== 'paper' && <LockedNote status={status} at={front.at === 'list' ? 'list' : 'screen'} onOpen={devices} />}
        {front.at === 'list' && <WaitingNote status={status} onOpen={devices} />}
        {front.at === 'list' && <SignInNote status={status} />}
        {front.at === 'list' && <CertificateNote status={status} onReplace={() => setOver('certificate')} />}
        <ReasonsContext value={reasons}>
          <PlaceKeysContext value={setInside}>
            <Front desk={desk} profile={profile} status={status} />
          </PlaceKeysContext>
        </ReasonsContext>
      </main>
      {desk.said !== null && <Toast text={desk.said} onClose={desk.hush} />}
      <RollbackNote status={status} />
      {front.at !== 'list' && <AlarmNote status={status} over />}
      {front.at === 'paper' && over !== 'devices' && <LockedNote status={status} at="paper" onOpen={devices} />}
      {over !== 'devices' && <DeviceNote onOpen={devices} />}
      <StatusBar
        status={status}
        settled={settled}
        onClear={clear}
        at={keysAt(desk, inside)}
        onKeys={() => setOver('keys')}
        onOutbox={() => setOver('outbox')}
        onStranded={() => setOver('stranded')}
        onDevices={devices}
      />
      <Overlay over={over} desk={desk} status={status} notices={notices} onLock={onLock} onDevices={devices} onClose={() => setOver(null)} />
    </div>
  );
}
