/**
 * Entry ◆: one record of a document's trail as the server sequenced it (DESIGN §6).
 * Its hash is the RFC 6962 leaf hash SHA-256(0x00 ‖ JCS(entry)); `prev` is that hash of the document's entry before it.
 */

import type { Deputy } from '../org/directory.ts';
import type { DelegationUse, SignedStatement } from './statement.ts';

/** Version of the entry format. */
export const ENTRY_VERSION = 1;

/** Prefix of the bytes the log key signs for a server fact. */
export const FACT_CONTEXT = 'ongyeol-fact-v1\n';

/** As what a number was given: the lead's that prints, a partner's linked one, or a draft of 주요 정책 사항 that was returned or rewritten. */
export type RegisteredAs = 'lead' | 'linked' | 'returned' | 'rewritten';

/** Facts only the sequencer can state: numbers, arrivals, deliveries, refusals. */
export type ServerFact =
  | {
      readonly type: 'frozen';
      readonly version: number;
      readonly contentDigest: string;
      readonly rooms: readonly { readonly room: string; readonly seq: number }[];
      /** Commitment of who wrote which letters (`../collab/authorship.ts`); left out by servers of before. */
      readonly authors?: string;
    }
  | { readonly type: 'approved'; readonly version: number; readonly at: string }
  | {
      readonly type: 'registered';
      readonly version: number;
      readonly agency: string;
      readonly unit: string;
      readonly unitName: string;
      readonly year: number;
      readonly number: number;
      readonly role: RegisteredAs;
      readonly recordFile: string;
    }
  | { readonly type: 'arrived'; readonly agency: string; readonly unit: string; readonly recipient: string; readonly at: string }
  | { readonly type: 'delivered'; readonly person: string; readonly agency: string; readonly what: 'content' | 'pdf' }
  | { readonly type: 'refused'; readonly code: string; readonly statement: SignedStatement };

/** The body of a server fact entry: what it says, and the log key's Ed25519 signature over it (base64url). */
export interface SignedFact {
  readonly fact: ServerFact;
  readonly key: string;
  readonly signature: string;
}

/** Directory facts that a decision leaned on, kept with it so that the trail explains itself. */
export interface UsedFacts {
  readonly person: { readonly agency: string; readonly unit: string | null; readonly position: string };
  readonly delegation: DelegationUse | null;
  /** The 직무대리 entry a 대결 rested on. */
  readonly deputy?: Deputy;
}

interface EntryBase {
  readonly v: typeof ENTRY_VERSION;
  readonly documentId: string;
  readonly seq: number;
  readonly prev: string | null;
  readonly receivedAt: string;
}

/** One entry: a person's statement or a server fact. */
export type Entry =
  | (EntryBase & { readonly kind: 'statement'; readonly body: SignedStatement & { readonly facts: UsedFacts } })
  | (EntryBase & { readonly kind: 'serverFact'; readonly body: SignedFact });

/** Trail id of the directory log, which uses the same entries. */
export const DIRECTORY_TRAIL = 'directory';
