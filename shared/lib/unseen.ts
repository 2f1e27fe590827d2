/** Signs nobody sees, that turn writing round or begin another line: a name with one looks like another (UAX #9, UTS #39). */

const UNSEEN = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** Whether a one-line text holds a control character, a line end, a sign of direction or a zero-width one. */
export const hasUnseenSigns = (text: string): boolean => UNSEEN.test(text);
