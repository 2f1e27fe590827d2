/** 감사 열람 from the first screen: no profile is opened. */

import { ThemeButton } from '../app/theme-button.tsx';
import { ko } from '../i18n/ko.ts';
import { BrandMark, Icon } from '../ui/icons.tsx';
import { AuditScreen } from './audit-screen.tsx';

/** The screen with its own frame. */
export function AuditGate({ onLeave }: { readonly onLeave: () => void }) {
  return (
    <div className="gate audit-gate">
      <header className="gate-top">
        <span className="brand">
          <BrandMark />
          {ko.brand}
        </span>
        <span className="sp" />
        <button type="button" className="btn quiet" onClick={onLeave}>
          <Icon name="out" />
          {ko.audit.leave}
        </button>
        <ThemeButton />
      </header>
      <main className="audit-main">
        <AuditScreen />
      </main>
    </div>
  );
}
