/** Law articles as papers name them: `「청년고용촉진 특별법」 제5조제1항`, and `같은 법 제7조` for the law named before it in the line. */

import type { LawAddress } from '../collab/content.ts';

const ARTICLE = '제\\d{1,4}조(?:의\\d{1,3})*(?:제\\d{1,3}항)?(?:제\\d{1,3}호(?:의\\d{1,3})*)?(?:[가-하]목)?';
const CITATION = new RegExp(`(?:[「｢]([^「」｢｣\\n]{1,80})[」｣]|(같은 법))(?:\\([^()]{1,60}\\))?\\s{0,2}(${ARTICLE.replaceAll('(?:제', '(?:\\s?제')})`, 'g');
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

/** Articles a line names, in order. */
export function citationsIn(text: string): Citation[] {
  let before: string | null = null;
  return [...text.matchAll(CITATION)].flatMap((found) => {
    const [whole, named, , article = ''] = found;
    const law = named?.trim() ?? before;
    const spelled = articleOf(article);
    if (law === null || spelled === null) return [];
    before = law;
    return [{ start: found.index, end: found.index + whole.length, address: { law, article: spelled } }];
  });
}
