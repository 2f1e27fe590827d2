/** With whom a paper lies, as the server tells those who take part in it: whether they are in touch with it, and reminders (NT1, NT2). */

/** A request that stands open. `seenAt`: when somebody who may answer it was last in touch with the server; null for now (`here`) or never. */
export interface HolderLine {
  readonly key: string;
  readonly here: boolean;
  readonly seenAt: string | null;
  /** Somebody who may answer it has the paper before their eyes just now (NT3); left out by a server that does not know yet. */
  readonly looking?: boolean;
  /** The last reminder of it, whoever sent it. */
  readonly nudgedAt: string | null;
}

/** An agency the paper waits for: whether anybody of it is in touch with the server, else since when nobody is (null: nobody ever was). */
export interface AgencyLine {
  readonly agency: string;
  readonly here: boolean;
  readonly seenAt: string | null;
}

/** Answer to `GET /documents/{id}/waiting`. */
export interface WaitingReply {
  readonly holders: readonly HolderLine[];
  readonly agencies: readonly AgencyLine[];
}

/** A reminder as its receiver is told, by `GET /nudges`. */
export interface NudgeLine {
  readonly documentId: string;
  readonly key: string;
  readonly sender: string;
  readonly at: string;
}
