/** Particles that follow the last sound of a word (한글 맞춤법): `김주무가`, `이과장은`, `포트 7000을`. Pure. */

/** Behind a closed syllable and behind an open one. */
export type Particle = '이/가' | '은/는' | '을/를' | '과/와';

/** Figures as they are read: closed at the end (영 일 삼 육 칠 팔) or open. */
const CLOSED_FIGURES = '013678';

/** Whether the word ends in a closed syllable; what stands in brackets behind it is not read aloud. Null where its last sign says nothing. */
function closes(word: string): boolean | null {
  const last = word.replace(/\s*\([^()]*\)\s*$/, '').at(-1) ?? '';
  if (/[가-힣]/.test(last)) return (last.charCodeAt(0) - 0xac00) % 28 > 0;
  return /\d/.test(last) ? CLOSED_FIGURES.includes(last) : null;
}

/** The word with its particle; both forms where its last sign has no sound of its own (`kim이(가)`). */
export function withJosa(word: string, particle: Particle): string {
  const [closed = '', open = ''] = particle.split('/');
  const ends = closes(word);
  return `${word}${ends === null ? `${closed}(${open})` : ends ? closed : open}`;
}
