/** That the screen was locked outlasts a reload of the window: who finds it locked does not get past it with F5. */

const KEY = 'ongyeol.screen-locked';

/** Whether this window was locked over that person's work. */
export const isCovered = (person: string): boolean => sessionStorage.getItem(KEY) === person;

/** The window is locked over that person's work. */
export const cover = (person: string): void => sessionStorage.setItem(KEY, person);

/** The passphrase was given, or the person left. */
export const uncover = (): void => sessionStorage.removeItem(KEY);
