/** Which keys the status bar names for what stands in front, where that is more than the kind of screen tells. */

import { createContext, useContext, useEffect } from 'react';

/** Places inside a screen with keys of their own. */
export type PlaceKeys = 'design';

/** Tells the frame; null once the place is gone. */
export const PlaceKeysContext = createContext<(keys: PlaceKeys | null) => void>(() => undefined);

/** Names these keys in the status bar while the caller stands on the screen. */
export function usePlaceKeys(keys: PlaceKeys): void {
  const tell = useContext(PlaceKeysContext);
  useEffect(() => {
    tell(keys);
    return () => tell(null);
  }, [tell, keys]);
}
