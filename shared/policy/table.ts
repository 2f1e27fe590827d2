/** The rights table of SPEC.md as the program uses it: what each role may do on a document, and nothing else. */

import type { StatementType } from '../trail/statement.ts';
import type { Right } from './rights.ts';
import type { Role } from './roles.ts';

const STEPS = ['reviewer', 'concurrer', 'approver'] as const satisfies readonly Role[];
const DECIDERS = ['reviewer', 'approver'] as const satisfies readonly Role[];
const MAKERS = ['drafter', 'handler'] as const satisfies readonly Role[];

/** Roles that read a paper whose content is fixed. */
const READERS = [
  'drafter',
  'colleague',
  'handler',
  'partner',
  ...STEPS,
  'clerk',
  'receiver',
  'consulted',
  'viewer',
  'commenter',
  'editor',
  'ranged',
] as const satisfies readonly Role[];

/** Who may sign each kind of act at all; time, content and the very post are judged by the act's own rule (`../approval/acts/`). */
export const ACT_ROLES: { readonly [T in StatementType]: readonly Role[] } = {
  'document.created': ['member'],
  'rights.set': ['drafter'],
  'readers.set': ['drafter'],
  'bundle.set': ['drafter'],
  'sections.set': ['drafter'],
  'lane.designed': MAKERS,
  submitted: ['drafter'],
  redrafted: ['drafter'],
  'request.received': ['partner'],
  decided: STEPS,
  skipped: [...MAKERS, ...STEPS],
  held: STEPS,
  released: STEPS,
  'report.confirmed': ['approver'],
  returned: DECIDERS,
  'change.asked': DECIDERS,
  'revision.opened': DECIDERS,
  revised: DECIDERS,
  'revision.dropped': ['drafter', ...DECIDERS],
  'lane.rerouted': MAKERS,
  'due.set': MAKERS,
  'consultation.asked': MAKERS,
  'consultation.answered': ['consulted'],
  'consultation.closed': MAKERS,
  withdrawn: ['drafter'],
  'base.fixed': ['drafter', 'clerk'],
  sealed: [...MAKERS, 'clerk'],
  issued: ['drafter', 'clerk'],
  opened: READERS,
  downloaded: READERS,
  'directory.put': ['administrator'],
};

/** A room as the table sees it: the text of a draft or of a fixed version, and the comments beside it. */
export type RoomKind = 'draft' | 'draftComments' | 'fixed' | 'fixedComments';

const given = (right: Right, roles: readonly Role[]): Partial<Record<Role, Right>> => Object.fromEntries(roles.map((role) => [role, right]));

const DRAFT: Partial<Record<Role, Right>> = {
  ...given('edit', ['drafter', 'colleague', 'editor']),
  commenter: 'comment',
  ...given('view', ['consulted', 'viewer']),
};

/** The right of each role in each kind of room; a role that is not named has none. */
export const ROOM_RIGHTS: { readonly [K in RoomKind]: Partial<Record<Role, Right>> } = {
  draft: DRAFT,
  draftComments: DRAFT,
  fixed: given('view', READERS),
  fixedComments: { ...given('view', READERS), ...given('comment', ['drafter', 'colleague', 'commenter', 'editor']) },
};

const ORDER: readonly Right[] = ['none', 'view', 'comment', 'edit'];

/** The strongest right any of the roles has in a kind of room. */
export function strongest(roles: ReadonlySet<Role>, kind: RoomKind): Right {
  const rights = [...roles].map((role) => ROOM_RIGHTS[kind][role] ?? 'none');
  return rights.reduce<Right>((best, right) => (ORDER.indexOf(right) > ORDER.indexOf(best) ? right : best), 'none');
}

/** Whether any of the roles may sign this kind of act. */
export function mayAct(roles: ReadonlySet<Role>, type: StatementType): boolean {
  return ACT_ROLES[type].some((role) => roles.has(role));
}
