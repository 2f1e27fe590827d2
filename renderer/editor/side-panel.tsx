/** 올리기 전 확인, 붙임 파일 and 문서정보 beside the sheet. */

import type { Editor } from '@tiptap/core';
import type { CheckPlace } from '../../shared/api/check-view.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { Checks } from '../route/checks.tsx';
import { Attachments } from './attachments.tsx';
import { ThreadsPanel } from './threads-panel.tsx';
import type { Threads } from './use-threads.ts';
import { RulesPanel } from './rules-panel.tsx';
import { KeepText } from './keep-text.tsx';
import { InfoForm } from './info-form.tsx';

/** The panel. What still has to be fixed comes first. */
export function SidePanel({
  view,
  onJump,
  editors,
  threads,
}: {
  readonly view: DocumentView;
  readonly onJump: (place: CheckPlace) => void;
  readonly editors: readonly Editor[];
  readonly threads: Threads;
}) {
  const done = view.checks.filter((check) => check.state === 'ok').length;
  return (
    <aside className="panel" aria-label={ko.editor.panel} data-area>
      {view.checks.length > 0 && (
        <section className="sec checks-sec">
          <h2>
            {ko.editor.checks}
            <span className="sp" />
            <span className="num">
              {done} / {view.checks.length}
            </span>
          </h2>
          <div className="meter">
            <i style={{ width: `${(done / view.checks.length) * 100}%` }} />
          </div>
          <Checks checks={view.checks} onJump={onJump} />
        </section>
      )}
      {editors.length > 0 && <RulesPanel editors={editors} />}
      {editors.length > 0 && <ThreadsPanel editors={editors} threads={threads} view={view} />}
      <Attachments view={view} />
      <InfoForm view={view} />
      <KeepText view={view} />
    </aside>
  );
}
