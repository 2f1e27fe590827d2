/** What is said of a paper on its way: how long it may be, and a route in a few words. Pure. */

/** Letters an opinion, a reason or a question may have: one measure for the screens, the commands and scenario files [SYS]. */
export const WORDS_MOST = 4000;

/** A route in a few words: posts of one stage side by side with ·, stages one after the other with an arrow. */
export function routeWords<S>(stages: readonly (readonly S[])[], nameOf: (step: S) => string): string {
  return stages.map((stage) => stage.map(nameOf).join('·')).join(' → ');
}
