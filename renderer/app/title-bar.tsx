/** The title bar: brand, open papers, find, theme, who is at work. */

import { useEffect, useRef } from 'react';
import type { ProfileView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { Bell } from '../notices/bell.tsx';
import { BrandMark, Icon } from '../ui/icons.tsx';
import { tabTitles, type Place } from './places.ts';
import { ThemeButton } from './theme-button.tsx';

function Papers({
  place,
  onList,
  onPaper,
  onClose,
}: {
  readonly place: Place;
  readonly onList: () => void;
  readonly onPaper: (documentId: string) => void;
  readonly onClose: (documentId: string) => void;
}) {
  const front = place.front;
  const titles = tabTitles(place.papers);
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const tabs = bar.current;
    if (tabs === null) return undefined;
    const show = (): void => tabs.querySelector('.tab.on')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const resized = new ResizeObserver(show);
    resized.observe(tabs);
    return () => resized.disconnect();
  }, [front]);
  return (
    <nav className="tabs" aria-label={ko.frame.open} ref={bar} onWheel={({ currentTarget, deltaY }) => currentTarget.scrollBy({ left: deltaY })}>
      <button type="button" className={front.at === 'list' ? 'tab on' : 'tab'} aria-current={front.at === 'list' ? 'page' : undefined} onClick={onList}>
        <Icon name="inbox" size={14} />
        <span className="ell">{ko.lists[place.list]}</span>
      </button>
      {place.papers.map((paper, i) => {
        const title = titles[i] ?? paper.title;
        const on = front.at === 'paper' && front.documentId === paper.documentId;
        return (
          <span key={paper.documentId} className={on ? 'tab on' : 'tab'}>
            <button type="button" className="tab-name ell" aria-current={on ? 'page' : undefined} title={title} onClick={() => onPaper(paper.documentId)}>
              <Icon name="page" size={14} />
              <span className="ell">{title}</span>
            </button>
            <button type="button" className="tab-close" aria-label={ko.frame.closeTab(title)} onClick={() => onClose(paper.documentId)}>
              <Icon name="close" size={12} />
            </button>
          </span>
        );
      })}
      {front.at === 'directory' && (
        <span className="tab on">
          <Icon name="people" size={14} />
          {ko.directory.title}
        </span>
      )}
      {front.at === 'records' && (
        <span className="tab on">
          <Icon name="eye" size={14} />
          {ko.records.title}
        </span>
      )}
      {front.at === 'new' && (
        <span className="tab on">
          <Icon name="plus" size={14} />
          {ko.frame.newDocument}
        </span>
      )}
    </nav>
  );
}

/** The bar. */
export function TitleBar({
  profile,
  place,
  onList,
  onPaper,
  onClose,
  onFind,
  unread,
  onNotices,
  onDevices,
}: {
  readonly profile: ProfileView;
  readonly place: Place;
  readonly onList: () => void;
  readonly onPaper: (documentId: string) => void;
  readonly onClose: (documentId: string) => void;
  readonly onFind: () => void;
  readonly unread: number;
  readonly onNotices: () => void;
  readonly onDevices: () => void;
}) {
  return (
    <header className="title">
      <span className="brand">
        <BrandMark />
        <span className="brand-name">{ko.brand}</span>
      </span>
      <Papers place={place} onList={onList} onPaper={onPaper} onClose={onClose} />
      <span className="sp" />
      <button type="button" className="find" aria-label={ko.frame.find} title={ko.frame.find} onClick={onFind}>
        <Icon name="find" size={14} />
        <span>{ko.frame.find}</span>
        <span className="sp" />
        <kbd>Ctrl K</kbd>
      </button>
      <Bell unread={unread} onOpen={onNotices} />
      <ThemeButton />
      <button type="button" className="who who-button" title={ko.devices.open} onClick={onDevices}>
        <span className="ag me">
          <b aria-hidden="true">{profile.agency.badge}</b>
        </span>
        <span className="who-name ell">
          {profile.agency.name} {profile.unit} · {profile.position}
        </span>
        <span className="sr">{ko.devices.title}</span>
      </button>
    </header>
  );
}
