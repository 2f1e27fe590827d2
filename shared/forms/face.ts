/** 글꼴 of a paper: what the drafter writes (규칙 §4: 제목, 내용, 붙임) is set in it; head and foot of a form keep the form's own. No rule asks for one (domain 2.3). */

import { FACES, type Face } from '../collab/content.ts';

/** The faces as an official calls them. */
export const FACE_WORDS: Readonly<Record<Face, string>> = { sans: '고딕', serif: '명조' };

/** The face of this name; null for any other. */
export function faceNamed(words: string): Face | null {
  return FACES.find((face) => FACE_WORDS[face] === words) ?? null;
}

/** The other one: what a paper may be set in where its own face lacks a letter. */
export function otherFace(face: Face): Face {
  return face === 'sans' ? 'serif' : 'sans';
}
