/** Law articles as papers name them: `「청년고용촉진 특별법」 제5조제1항`, and `같은 법 제7조` for the law named last before it in the line. */

import type { LawAddress } from '../collab/content.ts';

const ARTICLE = '제\\d{1,4}조(?:의\\d{1,3})*(?:제\\d{1,3}항)?(?:제\\d{1,3}호(?:의\\d{1,3})*)?(?:[가-하]목)?';
const NAME = '[「｢]([^「」｢｣\\n]{1,80})[」｣]';
const CITED = `(?:${NAME}|(같은 법))(?:\\([^()]{1,60}\\))?\\s{0,2}(${ARTICLE.replaceAll('(?:제', '(?:\\s?제')})`;
/** A law without its brackets: by its article, or a word in 법 that is no everyday one (방법, 기법, 입법 …). */
const BARE = `(?<![가-힣])(?!(?:같은|동)법)[가-힣]+(?:법률?\\s?제\\d{1,4}조|(?<![방기문불위입사편적합용수해어])법률?(?=(?:[에의을은이과상를는가와로]|에서|에는|에도|으로|상의)?(?:[^가-힣]|$)))`;
const NAMES = new RegExp(`${CITED}|${NAME}|(${BARE})`, 'g');
const WHOLE = new RegExp(`^${ARTICLE}$`);

/** A law article named in a text: UTF-16 places of all that names it. */
export interface Citation {
  readonly start: number;
  readonly end: number;
  readonly address: LawAddress;
}

/** An article in its one spelling, without blanks; null where it is none. */
export function articleOf(text: string): string | null {
  const bare = text.normalize('NFC').replace(/\s+/g, '');
  return WHOLE.test(bare) ? bare : null;
}

/** A name of what papers call a statute; only one in 법 or 법률 is meant by 같은 법 (a decree would be 같은 영). */
const STATUTE = /(?:(?<!방)법|법률|령|규칙|규정|조례|예규|고시|지침)(?:\s?\([^()]*\))?$/;
const LAW = /(?<!방)법률?(?:\s?\([^()]*\))?$/;

/**
 * Articles a line names, in order. 같은 법 is the law named last, with an article or without. Where a decree or a name without brackets stands last, it
 * is not known which one is meant, and nothing is found: a wrong link would be signed.
 */
export function citationsIn(text: string): Citation[] {
  let last: string | null = null;
  return [...text.matchAll(NAMES)].flatMap((found) => {
    const [whole, cited, same, article, named, bare] = found;
    const name = (cited ?? named)?.trim();
    const law: string | null = same === undefined ? (name ?? null) : last;
    if (bare !== undefined) last = null;
    else if (name !== undefined && (article !== undefined || STATUTE.test(name))) last = LAW.test(name) ? name : null;
    const spelled = article === undefined ? null : articleOf(article);
    return law === null || spelled === null ? [] : [{ start: found.index, end: found.index + whole.length, address: { law, article: spelled } }];
  });
}
