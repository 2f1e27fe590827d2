/** Rights 열람·의견·수정 per document; who has them follows from one pure function used by server and client. */

/** From weakest to strongest; `none` is not stored. */
export type Right = 'none' | 'view' | 'comment' | 'edit';

/** A right given to a unit of an agency, or to one person. */
export interface Grant {
  readonly agency: string;
  readonly unit: string | null;
  readonly person: string | null;
  readonly right: 'view' | 'comment' | 'edit';
}
