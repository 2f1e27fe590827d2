/** A window's session storage for tests without a browser. */

import { vi } from 'vitest';

/** An empty one; what is returned takes it away again. */
export function stubSessionStorage(): () => void {
  const kept = new Map<string, string>();
  const storage = new Proxy({} as Record<string, unknown>, {
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_, name) =>
      ({
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
        removeItem: (key: string) => void kept.delete(key),
      })[String(name)],
  });
  vi.stubGlobal('sessionStorage', storage);
  return () => vi.unstubAllGlobals();
}
