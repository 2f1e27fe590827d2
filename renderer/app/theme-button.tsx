/** Light, dark, or as the system is. Kept for this machine. */

import { useEffect, useState } from 'react';

const THEMES = ['auto', 'light', 'dark'] as const;
const WORDS = { auto: '화면: 시스템', light: '화면: 밝게', dark: '화면: 어둡게' } as const;
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
  return (
    <button type="button" className="btn quiet" onClick={() => setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto')}>
      {WORDS[theme]}
    </button>
  );
}
