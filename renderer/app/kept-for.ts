/** What was typed in this window and signed by nobody belongs to who typed it: somebody else at the same window does not see it, and it is there when they come back. */

const OWNER = 'ongyeol.typedBy';
const TYPED = ['ongyeol.words.', 'ongyeol.route.', 'ongyeol.whom.'];

const asideOf = (person: string): string => `ongyeol.aside.${person}.`;

/** Gives every key that begins so another name. */
function rename(begins: (key: string) => boolean, named: (key: string) => string): void {
  for (const key of Object.keys(sessionStorage).filter(begins)) {
    sessionStorage.setItem(named(key), sessionStorage.getItem(key) ?? '');
    sessionStorage.removeItem(key);
  }
}

/** From now on the window is this person's: what others typed is laid aside, what they typed before comes back. */
export function keptFor(person: string): void {
  const before = sessionStorage.getItem(OWNER);
  if (before === person) return;
  if (before !== null)
    rename(
      (key) => TYPED.some((begins) => key.startsWith(begins)),
      (key) => asideOf(before) + key,
    );
  rename(
    (key) => key.startsWith(asideOf(person)),
    (key) => key.slice(asideOf(person).length),
  );
  sessionStorage.setItem(OWNER, person);
}
