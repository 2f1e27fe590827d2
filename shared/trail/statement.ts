/**
 * Statement ◆: what a person did, signed with that person's key (DESIGN §6).
 * Signed bytes: UTF-8 of `ongyeol-statement-v1\n` followed by JCS(statement) (RFC 8785).
 * Personal text (opinions, reasons) is only a salted commitment here; the text travels beside it as a disclosure.
 */

import type { FormId } from '../collab/content.ts';
import type { AgencyRecord } from '../org/directory.ts';
import type { Grant, ReadRange } from '../policy/rights.ts';
import type { Section } from '../policy/sections.ts';
import type { LaneDue } from '../approval/due.ts';
import type { JointPlan, LanePlan } from '../approval/route.ts';

/** Version of the statement format; a change needs a migration. */
export const STATEMENT_VERSION = 1;

/** Prefix of the signed bytes, so that no other signed thing can pass for a statement. */
export const STATEMENT_CONTEXT = 'ongyeol-statement-v1\n';

/** JOSE names; EC signatures are raw r‖s (IEEE P1363). EdDSA is only the log's own key. */
export type SignatureAlg = 'ES256' | 'PS256' | 'RS256';

/** Who acted, in which post. `certificate` is the lower-case hex SHA-256 of the DER certificate. */
export interface Actor {
  readonly person: string;
  readonly agency: string;
  readonly unit: string | null;
  readonly position: string;
  readonly certificate: string;
}

/** In which right the person acted: the own post, or 직무대리 for an absent post (영 §10③, 직무대리규정). */
export type Capacity =
  | { readonly kind: 'own' }
  | {
      readonly kind: 'acting';
      readonly forPosition: string;
      readonly forUnit: string | null;
      readonly ground: string;
      readonly from: string;
      readonly until: string;
    };

/** What the signer had seen: newest entry of the document (its leaf hash) and the log checkpoint. */
export interface BasedOn {
  readonly seq: number;
  readonly head: string | null;
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
}

/** A different opinion is marked on the paper (규칙 §6③); a remark stands on the card only. `text` is a commitment. */
export interface Opinion {
  readonly kind: 'different' | 'remark';
  readonly text: string;
}

/** The row of the agency's 위임전결규정 that let a lower post decide (영 §10②). */
export interface DelegationUse {
  readonly work: string;
  readonly approver: string;
  readonly article: string;
}

/** What the delegation table is asked with: units of work (단위업무) and the amount of money at stake in won. */
export interface DecisionBasis {
  readonly work: readonly string[];
  readonly amount: number | null;
}

/** Where a paper goes; `agency` is null for a recipient outside the directory (printed, never shown as delivered). */
export interface Recipient {
  readonly name: string;
  readonly agency: string | null;
  readonly unit: string | null;
}

/** Why a 검토 is left out (영 §9①): said in general words, because it stands on the paper. */
export type SkipGround = 'trip' | 'leave' | 'training' | 'vacant' | 'other';

/** Whom a 의견조회 asks: a 처리과, or one person in it. */
export interface Consulted {
  readonly agency: string;
  readonly unit: string;
  readonly person: string | null;
}

/** What of a paper was kept outside the program. */
export type DownloadKind = 'pdf' | 'capsule' | 'text' | 'attachment';

/** Why a paper was kept outside the program: the few reasons an office knows, or one in own words. */
export type DownloadGround = 'duty' | 'report' | 'disclosure' | 'audit' | 'archive' | 'other';

/** Bodies of all statement types; the key is the type. */
export interface StatementBodies {
  readonly 'document.created': { readonly form: FormId; readonly unit: string; readonly grants: readonly Grant[] };
  readonly 'rights.set': { readonly grants: readonly Grant[] };
  /** 열람범위, in place of the one before; no part of the content, so it may be set anew when papers are classified again (기록물법 영 §28②). */
  readonly 'readers.set': ReadRange;
  /** 일괄기안: the papers put up together, this one among them, the main one first; none where this paper goes alone. */
  readonly 'bundle.set': { readonly papers: readonly string[] };
  /** 맡은 부분: the parts of the version's body in reading order, in place of those before; none where it is one text (docs/decisions/017). */
  readonly 'sections.set': { readonly sections: readonly Section[] };
  readonly 'lane.designed': {
    readonly lane: LanePlan;
    readonly recordFile: string;
    readonly basis: DecisionBasis;
    /** Commitment of the reason where the approver stands above or below the delegation table (영 §67 2호), else null. */
    readonly deviation: { readonly direction: 'above' | 'below'; readonly reason: string } | null;
  };
  readonly submitted: {
    /** The row a drafter who decides alone rests on (담당자 전결, 영 §10②); left out or null where somebody else decides. */
    readonly delegation?: DelegationUse | null;
    /** An important paper: a 대결 on it opens a 사후보고 (영 §10③). */
    readonly important?: true;
    /** 주요 정책 사항: drafts of it that are returned or rewritten are registered too (기록물법 영 §21①2호). */
    readonly majorPolicy?: true;
    readonly joint: JointPlan;
    /** Number of leaves under contentDigest. */
    readonly parts: number;
    /** Ground of 영 §8④ for leaving ★ and ⊙ out, else null. */
    readonly exemption: 'simple' | 'routine' | 'factual' | null;
  };
  /** `textOf`: the version whose text it begins with, where that is an earlier one. */
  readonly redrafted: { readonly fromVersion: number; readonly textOf?: number };
  readonly 'request.received': { readonly agency: string; readonly handler: string };
  /** `report`: the deputy holds the paper important, so that it is reported afterwards (영 §10③). */
  readonly decided: { readonly opinion: Opinion | null; readonly delegation: DelegationUse | null; readonly report?: true };
  /** 사후보고 확인 by the post that was away; `stepId` is the step its deputy decided. */
  readonly 'report.confirmed': { readonly opinion: Opinion | null };
  /** 검토 생략: `stepId` is the review left out; the ground is printed in its box (영 §9①), `reason` is a commitment or null. */
  readonly skipped: { readonly ground: SkipGround; readonly reason: string | null };
  /** 보류: `until` is `YYYY-MM-DD` or null. */
  readonly held: { readonly reason: string; readonly until: string | null };
  readonly released: Readonly<Record<string, never>>;
  readonly returned: { readonly reason: string };
  /** A reviewer opens the next version to write in (영 §9③); `stepId` is the own step, `reason` a commitment. */
  readonly 'revision.opened': { readonly reason: string };
  /**
   * The reviewer's new version, frozen: `diff` is a commitment to what changed (`../collab/parts-diff.ts`), `reconcur` the 협조 steps to be
   * taken again (asked, so never left out), `parts` the number of leaves under contentDigest.
   */
  readonly revised: {
    readonly fromVersion: number;
    readonly parts: number;
    readonly diff: string;
    readonly reason: string;
    readonly reconcur: readonly string[];
  };
  /** The version a reviewer opened is given up; the one before goes on. */
  readonly 'revision.dropped': Readonly<Record<string, never>>;
  /** A step whose post is gone or empty gets another post; nothing else of the lane changes. `reason` is a commitment. */
  readonly 'lane.rerouted': { readonly lane: LanePlan; readonly reason: string };
  /** 기한 of the own agency's lane, in place of the one before; it is no part of the route that is signed (`docs/decisions/008`). */
  readonly 'due.set': LaneDue;
  /**
   * 수정 요청: a partner's step asks for a change with an opinion; the version ends for everyone (영 §17). `opinion` is a commitment, `due` the
   * day (`YYYY-MM-DD` in Korea) by which the change is wanted, left out where none is said.
   */
  readonly 'change.asked': { readonly opinion: string; readonly due?: string };
  /** 의견조회: `id` is new in the document, `question` a commitment, `due` a day in Korea (`YYYY-MM-DD`); `atLeast` answers are hoped for. */
  readonly 'consultation.asked': {
    readonly id: string;
    readonly question: string;
    readonly to: readonly Consulted[];
    readonly atLeast: number;
    readonly due: string;
  };
  /** `of` is the place in `to`; `opinion` a commitment, null for 의견 없음. */
  readonly 'consultation.answered': { readonly id: string; readonly of: number; readonly opinion: string | null };
  readonly 'consultation.closed': { readonly id: string };
  readonly withdrawn: { readonly reason: string };
  readonly 'base.fixed': { readonly baseDigest: string; readonly enforcedOn: string };
  readonly sealed: { readonly agency: string; readonly fromDigest: string; readonly toDigest: string; readonly seal: string };
  readonly issued: { readonly finalDigest: string; readonly enforcedOn: string; readonly recipients: readonly Recipient[] };
  readonly opened: { readonly what: 'content' };
  /** A fixed paper, or a file of it, was kept outside the program: `file` is an attachment's digest, `reason` a commitment of what was written, or null. */
  readonly downloaded: {
    readonly what: DownloadKind;
    readonly file: string | null;
    readonly ground: DownloadGround | null;
    readonly reason: string | null;
  };
  readonly 'directory.put': { readonly agency: AgencyRecord };
}

/** Closed list of statement types. */
export type StatementType = keyof StatementBodies;

/** One statement. Digests are lower-case hex SHA-256 or null where the act comes before that digest exists. */
export type Statement<T extends StatementType = StatementType> = {
  readonly [K in T]: {
    readonly v: typeof STATEMENT_VERSION;
    readonly type: K;
    readonly documentId: string;
    readonly version: number;
    readonly contentDigest: string | null;
    readonly jointDigest: string | null;
    readonly laneDigest: string | null;
    readonly stepId: string | null;
    readonly actor: Actor;
    readonly capacity: Capacity;
    /** RFC 3339 UTC with milliseconds. */
    readonly at: string;
    readonly basedOn: BasedOn;
    readonly directoryRev: number;
    readonly alg: SignatureAlg;
    readonly body: StatementBodies[K];
  };
}[T];

/** A statement with its signature (base64url, no padding). */
export interface SignedStatement<T extends StatementType = StatementType> {
  readonly statement: Statement<T>;
  readonly signature: string;
}
