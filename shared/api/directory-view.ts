/** Shapes of 조직·사람: the directory as the screen draws it. Every text is ready to be shown. */

import { z } from 'zod';

const iso = z.string();

/** Where a certificate stands: `unknown` was not seen by this replica yet. */
export const certificateState = z.enum(['valid', 'expired', 'revoked', 'unknown', 'none']);

/** Who acts for a post that is away; `fault` says why they may not, null where they may. `by` is null where rank decides by law. */
export const deputyView = z.object({
  person: z.string(),
  name: z.string(),
  from: z.string(),
  until: z.string(),
  ground: z.string(),
  by: z.string().nullable(),
  order: z.string().nullable(),
  fault: z.string().nullable(),
});

/** Days on which somebody is not there, and why. */
export const absenceView = z.object({ from: z.string(), until: z.string(), ground: z.string() });

/** One place of a unit: who holds it (`id` null where nobody does), who acts for it today. */
export const seatView = z.object({
  key: z.string(),
  id: z.string().nullable(),
  name: z.string(),
  position: z.string(),
  duties: z.array(z.string()),
  certificate: certificateState,
  /** Held beside a post of their own (겸임). */
  concurrent: z.boolean(),
  absence: absenceView.nullable(),
  deputy: deputyView.nullable(),
  deputises: z.array(z.string()),
});

/** The leadership (`code` null), a unit, or those who have left (`kind`). `upper` is the post above its head. */
export const groupView = z.object({
  kind: z.enum(['leadership', 'unit', 'lost', 'left']),
  code: z.string().nullable(),
  name: z.string(),
  role: z.string(),
  upper: z.string(),
  duties: z.array(z.string()),
  contact: z.string(),
  seats: z.array(seatView),
});

/** An agency of the directory: how many people it has, how many of them are meant by the search. */
export const agencyRow = z.object({
  code: z.string(),
  name: z.string(),
  badge: z.string(),
  own: z.boolean(),
  people: z.number().int(),
  found: z.number().int(),
});

/** The directory as of a revision. `administers` is the code of the agency this person may change, null for everybody else. */
export const directoryView = z.object({
  rev: z.number().int(),
  day: z.string(),
  administers: z.string().nullable(),
  agencies: z.array(agencyRow),
  agency: z.string().nullable(),
  head: z.string(),
  groups: z.array(groupView),
  /** Places left out because there were too many to draw. */
  left: z.number().int(),
});

/** A certificate of a person. Times are RFC 3339, null where the certificate was not seen yet. */
export const heldCertificateView = z.object({
  digest: z.string(),
  state: certificateState,
  from: iso.nullable(),
  until: iso.nullable(),
  ended: iso.nullable(),
});

/** 위임전결, 직무대리, 부재 and own days off of an agency, of today and later. `fault` says why a deputy may not act, `by` is null where rank decides by law. */
export const dutiesView = z.object({
  day: z.string(),
  delegation: z.array(z.object({ work: z.string(), least: z.number().nullable(), approver: z.string(), article: z.string() })),
  deputies: z.array(
    z.object({
      unit: z.string().nullable(),
      position: z.string(),
      of: z.string(),
      person: z.string(),
      name: z.string(),
      ownPost: z.string(),
      from: z.string(),
      until: z.string(),
      ground: z.string(),
      by: z.string().nullable(),
      order: z.string().nullable(),
      fault: z.string().nullable(),
    }),
  ),
  absences: z.array(z.object({ person: z.string(), name: z.string(), post: z.string(), from: z.string(), until: z.string(), ground: z.string() })),
  /** Days the agency is closed beside the public holidays, of today and later. */
  holidays: z.array(z.object({ day: z.string(), name: z.string() })),
});

/** A certificate of an administrator; `own` is the one this window signs with. Times are RFC 3339, null where it was not seen or stands. */
export const administratorView = z.object({
  id: z.string(),
  name: z.string(),
  certificate: z.string(),
  state: certificateState,
  since: iso,
  from: iso.nullable(),
  until: iso.nullable(),
  ended: iso.nullable(),
  own: z.boolean(),
});

/** One change of the directory in words. */
export const directoryChange = z.object({ kind: z.string(), what: z.string() });

/** One signed entry of the directory; `more` changes are not listed. */
export const directoryStep = z.object({ seq: z.number().int(), at: iso, by: z.string(), changes: z.array(directoryChange), more: z.number().int() });

/** A person with everything the directory says. */
export const personView = z.object({
  id: z.string(),
  name: z.string(),
  agency: z.string(),
  agencyName: z.string(),
  post: z.string(),
  left: z.boolean(),
  duties: z.array(z.string()),
  concurrent: z.array(z.string()),
  /** The own place and the further ones as a change of them is planned from, and today in Korea. */
  seat: z.object({ unit: z.string().nullable(), position: z.string() }),
  further: z.array(z.object({ unit: z.string().nullable(), position: z.string() })),
  day: z.string(),
  /** Absences of today and later. */
  absences: z.array(absenceView),
  deputy: deputyView.nullable(),
  deputises: z.array(z.string()),
  certificates: z.array(heldCertificateView),
  history: z.array(z.object({ at: iso, kind: z.string(), what: z.string() })),
});

/** A unit as a reorganisation is planned from it; posts from the lowest up, `role` the word of the file. */
export const unitChoice = z.object({
  code: z.string(),
  name: z.string(),
  upper: z.string(),
  role: z.string(),
  duties: z.array(z.string()),
  phone: z.string(),
  fax: z.string(),
  email: z.string(),
  positions: z.array(z.string()),
});

/** A 기록물철; `closed` is when it was closed (RFC 3339), null while it is in use. */
export const recordFileView = z.object({
  unit: z.string(),
  unitName: z.string(),
  name: z.string(),
  work: z.string(),
  retention: z.string(),
  since: iso,
  closed: iso.nullable(),
});

/** A paper a person has open; `left` where they left it behind, then `takers` are those who may go on with it. */
export const workView = z.object({
  documentId: z.string(),
  title: z.string(),
  status: z.string(),
  what: z.string(),
  left: z.boolean(),
  takers: z.array(z.string()),
  /** False for a paper this person may not read: an administrator is told of it, not what is in it. */
  readable: z.boolean(),
});

/** What a file would change, and every line that is wrong; nothing was signed. `rev` is the directory it was held against. */
export const importPreview = z.object({
  rev: z.number().int(),
  changes: z.array(z.object({ line: z.number().int(), kind: z.string(), what: z.string() })),
  faults: z.array(z.object({ line: z.number().int(), message: z.string() })),
});

/** A 기록물철. */
export type RecordFileView = z.infer<typeof recordFileView>;
/** A paper somebody has open. */
export type WorkView = z.infer<typeof workView>;
/** Who decides, who acts for whom, who is away. */
export type DutiesView = z.infer<typeof dutiesView>;
/** An administrator. */
export type AdministratorView = z.infer<typeof administratorView>;
/** Where a certificate stands. */
export type CertificateState = z.infer<typeof certificateState>;
/** Who acts for a post. */
export type DeputyView = z.infer<typeof deputyView>;
/** One place. */
export type SeatView = z.infer<typeof seatView>;
/** Days away. */
export type AbsenceView = z.infer<typeof absenceView>;
/** One group of places. */
export type GroupView = z.infer<typeof groupView>;
/** The directory as drawn. */
export type DirectoryView = z.infer<typeof directoryView>;
/** A person. */
export type PersonView = z.infer<typeof personView>;
/** What a file would change. */
export type ImportPreview = z.infer<typeof importPreview>;
