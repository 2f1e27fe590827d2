/** The newest value, for what is called later. */

import { useEffect, useRef, type RefObject } from 'react';

/** A reference that holds it after each drawing. */
export function useLast<T>(value: T): RefObject<T> {
  const last = useRef(value);
  useEffect(() => {
    last.current = value;
  });
  return last;
}
