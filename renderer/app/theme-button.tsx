/** Light, dark, or as the system is. Kept for this machine. */

import { useEffect, useState } from 'react';
import { ko } from '../i18n/ko.ts';
import { Icon, type IconName } from '../ui/icons.tsx';

const THEMES = ['auto', 'light', 'dark'] as const;
const ICONS = { auto: 'auto', light: 'sun', dark: 'moon' } as const satisfies Record<(typeof THEMES)[number], IconName>;
const KEY = 'ongyeol.theme';

function stored(): (typeof THEMES)[number] {
  const value = localStorage.getItem(KEY);
  return THEMES.find((theme) => theme === value) ?? 'auto';
}

/** Goes round the three. */
export function ThemeButton() {
  const [theme, setTheme] = useState(stored);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem(KEY, theme);
  }, [theme]);
  const label = ko.frame.themeLabel(ko.frame.theme[theme]);
  return (
    <button
      type="button"
      className="btn quiet icon"
      aria-label={label}
      title={label}
      onClick={() => setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto')}
    >
      <Icon name={ICONS[theme]} />
    </button>
  );
}
