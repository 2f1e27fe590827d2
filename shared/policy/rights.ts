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

/** How far a paper may be read: who is in its route and whom it was shared with, its 처리과 too, or its whole agency (기록물법 영 §28②). */
export type ReadScope = 'route' | 'unit' | 'agency';

/** 열람범위 of a paper: of its own agency, and further units of any agency, both from its registration on. `route` also closes the 처리과. */
export interface ReadRange {
  readonly scope: ReadScope;
  readonly units: readonly { readonly agency: string; readonly unit: string }[];
}

/** Where nobody said anything: the 처리과 reads. */
export const USUAL_RANGE: ReadRange = { scope: 'unit', units: [] };
