/** What stands in a text word for word and is nobody's to correct: quotations, names of laws, addresses of the net, file names. */

const QUOTED = [
  /“[^”]{1,300}”/g,
  /"[^"]{1,300}"/g,
  /‘[^’]{1,300}’/g,
  /「[^」]{1,300}」/g,
  /『[^』]{1,300}』/g,
  /《[^》]{1,300}》/g,
  /〈[^〉]{1,300}〉/g,
] as const;
const ADDRESSES = [
  /\b[a-z][a-z+.-]*:\/\/[^\s<>)\]가-힣]+/gi,
  /\bwww\.[^\s<>)\]가-힣]+/gi,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /[\w가-힣()[\]-][\w가-힣()[\].-]*\.(?:hwpx?|hwt|pdf|docx?|xlsx?|pptx?|txt|csv|zip|jpe?g|png|md|odt|html?)(?![\w])/gi,
  /`[^`]{1,300}`/g,
] as const;
/** A year shortened with an apostrophe opens no quotation. */
const APOSTROPHE = /^[‘'’]\d{2}[.년\s]/;
/** Private use: no rule knows it, and it is no blank, no letter and no figure. */
const COVER = '\uE000';

/** The text with everything verbatim covered up, letter for letter, so that places stay the same. */
export function coverVerbatim(text: string): string {
  let covered = text;
  for (const pattern of [...ADDRESSES, ...QUOTED]) {
    covered = covered.replace(pattern, (run) => {
      if (APOSTROPHE.test(run)) return run;
      const opens = run[0] ?? '';
      const closes = run.at(-1) ?? '';
      const paired = QUOTED.includes(pattern as (typeof QUOTED)[number]);
      return paired ? `${opens}${COVER.repeat(run.length - 2)}${closes}` : COVER.repeat(run.length);
    });
  }
  return covered;
}
