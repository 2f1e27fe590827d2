/** The person's key as the screens need it: ask for the passphrase, close the screen. */

import { createContext, useContext } from 'react';

/** `ask` resolves with true once the key is open, false where the person thought better of it. */
export interface Key {
  readonly ask: () => Promise<boolean>;
  readonly lockScreen: () => void;
}

/** The key of this window; nobody asks where no person is at work yet. */
export const KeyContext = createContext<Key>({ ask: () => Promise.resolve(false), lockScreen: () => undefined });

/** The key. */
export function useKey(): Key {
  return useContext(KeyContext);
}
