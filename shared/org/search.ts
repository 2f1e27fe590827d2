/** Finding people, posts and units as they are typed: letter case does not count, initial consonants (초성) are enough for a name. */

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';

/** Initial consonants of the syllables of a text; other letters stay. */
function initialsOf(text: string): string {
  return [...text]
    .map((letter) => {
      const at = letter.charCodeAt(0) - 0xac00;
      return at >= 0 && at < 11_172 ? INITIALS.charAt(Math.floor(at / 588)) : letter;
    })
    .join('');
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, '');

/** Whether a name and the texts beside it are meant by a query: every word of it is found in one of them. An empty query means everybody. */
export function createFinder(query: string): (name: string, beside: readonly string[]) => boolean {
  const words = query.trim().split(/\s+/).map(plain);
  const finds = (word: string, name: string, beside: readonly string[]): boolean => {
    const byInitials = [...word].every((letter) => INITIALS.includes(letter));
    return byInitials ? initialsOf(plain(name)).includes(word) : [name, ...beside].some((text) => plain(text).includes(word));
  };
  return (name, beside) => words.every((word) => finds(word, name, beside));
}
