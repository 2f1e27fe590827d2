/** 개편 at the screen: what an administrator decides on about one unit, as the rows of a file would say it. */

import type { TableRow } from './table.ts';

/** A unit as the rows need it; posts from the lowest up. `role` is the word of the file. */
export interface UnitChoice {
  readonly code: string;
  readonly name: string;
  readonly upper: string;
  readonly role: string;
  readonly duties: readonly string[];
  readonly phone: string;
  readonly fax: string;
  readonly email: string;
  readonly positions: readonly string[];
}

/** What is to become of a unit or a post of it. */
export type Reorganisation =
  /** New name, number and post names (in the order of the posts); the number may stay. */
  | { readonly kind: 'rename'; readonly code: string; readonly name: string; readonly positions: readonly string[] }
  /** All of it goes into another unit; for each post the one that takes over, null where none does. */
  | { readonly kind: 'merge'; readonly into: UnitChoice; readonly posts: readonly (string | null)[] }
  /** One post goes into another unit under a name, above one of its posts (null: the lowest). */
  | { readonly kind: 'post'; readonly position: string; readonly into: UnitChoice; readonly name: string; readonly above: string | null }
  /** The unit comes under another post of the leadership. */
  | { readonly kind: 'upper'; readonly upper: string };

const goes = (unit: string, position: string, to: string, name: string): TableRow => ({
  구분: '승계',
  부서: unit,
  직위: position,
  새부서: to,
  새직위: name === position ? '' : name,
});

function renamed(unit: UnitChoice, { code, name, positions }: Extract<Reorganisation, { kind: 'rename' }>): TableRow[] {
  const posts = unit.positions.flatMap((position, i) => {
    const next = positions[i] ?? position;
    return next === position ? [] : [goes(unit.code, position, code, next)];
  });
  if (code === unit.code) return [{ 구분: '부서', 번호: code, 이름: name, 직위: positions }, ...posts];
  const { duties: 업무, upper: 윗자리, role: 역할, phone: 전화, fax: 팩스, email: 전자우편 } = unit;
  const made = { 구분: '부서', 번호: code, 이름: name, 직위: positions, 업무, 윗자리, 역할, 전화, 팩스, 전자우편 };
  return [made, { 구분: '승계', 부서: unit.code, 새부서: code }, ...posts];
}

function merged(unit: UnitChoice, { into, posts }: Extract<Reorganisation, { kind: 'merge' }>): TableRow[] {
  const told = unit.positions.flatMap((position, i) => {
    const next = posts[i] ?? null;
    return next === null || next === position ? [] : [goes(unit.code, position, into.code, next)];
  });
  return [{ 구분: '승계', 부서: unit.code, 새부서: into.code }, ...told];
}

function movedPost(unit: UnitChoice, { position, into, name, above }: Extract<Reorganisation, { kind: 'post' }>): TableRow[] {
  const place = above === null ? 0 : into.positions.indexOf(above) + 1;
  const there = into.positions.includes(name) ? into.positions : into.positions.toSpliced(place, 0, name);
  const within = into.code === unit.code ? there.filter((one) => one !== position) : there;
  return [{ 구분: '부서', 번호: into.code, 직위: within }, goes(unit.code, position, into.code, name)];
}

/** The rows, to be previewed and signed like those of a file. */
export function reorganisationRows(unit: UnitChoice, plan: Reorganisation): TableRow[] {
  switch (plan.kind) {
    case 'rename':
      return renamed(unit, plan);
    case 'merge':
      return merged(unit, plan);
    case 'post':
      return movedPost(unit, plan);
    case 'upper':
      return [{ 구분: '부서', 번호: unit.code, 윗자리: plan.upper }];
    default:
      return plan;
  }
}
