/** Writing rules: what a finding is, and the closed list of what can be found. Texts are for the person who writes. */

/** Every fault the rules can find. Programs rely on these: one is added, none is changed or taken away. */
export type RuleCode =
  | 'DATE_NONE'
  | 'DATE_YEAR'
  | 'DATE_WORDS'
  | 'DATE_SIGNS'
  | 'DATE_SPACE'
  | 'DATE_ZERO'
  | 'DATE_LAST_DOT'
  | 'DATE_WEEKDAY'
  | 'DATE_DAY_SPACE'
  | 'TIME_AMPM'
  | 'TIME_WORDS'
  | 'TIME_ZERO'
  | 'TIME_COLON_SPACE'
  | 'MONEY_SPACE'
  | 'MONEY_COMMA'
  | 'MONEY_HANGUL_MISSING'
  | 'MONEY_HANGUL_DIFFERS'
  | 'MONEY_SHORT_UNIT'
  | 'RANGE_SPACE'
  | 'RANGE_UNTIL'
  | 'COLON_SPACE'
  | 'COLON_NO_SPACE'
  | 'ATTACH_COLON'
  | 'ATTACH_SPACE'
  | 'ATTACH_SINGLE'
  | 'ATTACH_COUNT'
  | 'END_FORM'
  | 'END_NOT_LAST'
  | 'END_TYPED'
  | 'FOREIGN_FIRST'
  | 'SPELLING'
  | 'ITEM_SPACE'
  | 'ITEM_ORDER'
  | 'ITEM_TYPED';

/** A fault in a text: UTF-16 places `start`–`end`, and what to put there; `fix` null where only the writer can know. */
export interface Finding {
  readonly code: RuleCode;
  readonly start: number;
  readonly end: number;
  readonly found: string;
  readonly fix: string | null;
  /** Other faults of the same words that the same fix takes away. */
  readonly also?: readonly RuleCode[];
}

/** What is said about a fault: id of SPEC.md, heading, article or handbook, and why. */
export interface RuleText {
  readonly id: string;
  readonly title: string;
  readonly article: string;
  readonly explanation: string;
}

/** A family of rules: its texts by code, and a pure look at one paragraph or cell. */
export interface RuleFamily<C extends RuleCode = RuleCode> {
  readonly texts: Readonly<Record<C, RuleText>>;
  readonly find: (text: string) => Finding[];
}

/** A finding at a match of a regular expression that covers all of it. */
export function findingAt(code: RuleCode, match: RegExpMatchArray, fix: string | null): Finding {
  const start = match.index ?? 0;
  return { code, start, end: start + match[0].length, found: match[0], fix };
}
