/** An area that scrolls: reached by keyboard, named for readers. */

import type { CSSProperties, ReactNode } from 'react';

/** The area. */
export function ScrollArea({
  label,
  className,
  style,
  children,
}: {
  readonly label: string;
  readonly className: string;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it a keyboard cannot scroll here (axe: scrollable-region-focusable)
    <div className={className} style={style} tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  );
}
