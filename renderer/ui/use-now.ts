/** The clock of the screens: words like `2시간 3분 전` grow by themselves. */

import { useEffect, useState } from 'react';

/** The time now, renewed every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
