/** Who has a paper before their eyes just now (NT3): in memory alone, of one paper a person, gone by itself once it is said no more. */

/** So long after it was last said (ms); desks say it every `LOOK_EVERY_MS`. */
const KEPT_MS = 45_000;

/** What is known. */
export interface Looking {
  /** The person says so, or that they look away; whether that is news. */
  say(person: string, documentId: string, looking: boolean): boolean;
  at(person: string): string | null;
}

/** Nobody looks yet. */
export function createLooking(clock: () => Date): Looking {
  const said = new Map<string, { readonly documentId: string; readonly until: number }>();
  const at = (person: string): string | null => {
    const one = said.get(person);
    if (one === undefined || one.until > clock().getTime()) return one?.documentId ?? null;
    said.delete(person);
    return null;
  };
  return {
    at,
    say(person, documentId, looking) {
      const before = at(person);
      if (looking) said.set(person, { documentId, until: clock().getTime() + KEPT_MS });
      else if (before === documentId) said.delete(person);
      return (before === documentId) !== looking;
    },
  };
}
