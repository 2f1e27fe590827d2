/** A message: what happened, what was kept, what to do. Stays until answered (screens §4). */

import type { ReactNode } from 'react';
import { ko } from '../i18n/ko.ts';
import { Icon, type IconName } from './icons.tsx';

const ICONS = { ok: 'shield', bad: 'warn', warn: 'warn', off: 'off' } as const satisfies Record<string, IconName>;

/** The first sentence says what happened and is bold; the rest says what was kept. */
export function Message({
  tone,
  text,
  onClose,
  children,
}: {
  readonly tone: keyof typeof ICONS;
  readonly text: string;
  readonly onClose?: () => void;
  readonly children?: ReactNode;
}) {
  const [what = text, ...kept] = text.split(/(?<=[.])\s+(?=[^\d\s])/);
  return (
    <div className={`note ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={ICONS[tone]} />
      <div>
        <strong>{what}</strong>
        {kept.length > 0 && <p>{kept.join(' ')}</p>}
        {children}
      </div>
      {onClose !== undefined && (
        <button type="button" className="btn quiet sm" onClick={onClose}>
          {ko.close}
        </button>
      )}
    </div>
  );
}
