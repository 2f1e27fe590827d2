/** The organisation as the directory log tells it: agencies, units, people, delegation rows, seals. Pure data. */

import type { Template } from '../forms/templates/template.ts';

/** One row of a 위임전결규정: unit of work, condition, who decides, article (영 §10②). */
export interface DelegationRow {
  readonly work: string;
  readonly approver: string;
  readonly article: string;
  readonly condition?: { readonly amountAtLeast?: number };
}

/** A 처리과 or another unit below the agency. `upper` is the post above its head. */
export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly role?: 'document-room' | 'it' | 'inspector' | 'auditor';
  readonly upper?: string;
  readonly positions: readonly string[];
  readonly phone?: string;
  readonly fax?: string;
  readonly email?: string;
  readonly duties: readonly string[];
}

/** An agency as published in the sample format `organisation.json`. */
export interface Agency {
  readonly code: string;
  readonly name: string;
  readonly head: string;
  readonly headGrade: string;
  /** Order of 정부조직법 among its kind, null where it has none. */
  readonly order: number | null;
  readonly address: { readonly zip: string; readonly road: string };
  readonly home: string;
  /** From the head down. */
  readonly leadership: readonly string[];
  readonly units: readonly Unit[];
  readonly delegation: readonly DelegationRow[];
}

/** A person in a post. `unit` is null for leadership. `certificates` are SHA-256 hex of DER, newest last. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly agency: string;
  readonly unit: string | null;
  readonly position: string;
  readonly duties: readonly string[];
  readonly certificates: readonly string[];
  /** 겸임: further posts held beside the own one. */
  readonly concurrent?: readonly { readonly unit: string | null; readonly position: string }[];
}

/** 기록물철: 단위과제 and 보존기간 follow from it (기록물법 영 §26②). */
export interface RecordFile {
  readonly name: string;
  readonly unit: string;
  readonly work: string;
  readonly retention: '영구' | '준영구' | '30년' | '10년' | '5년' | '3년' | '1년';
}

/** 전자이미지관인 as registered (영 §33③, §36): seal certificate and image by digest. */
export interface SealRecord {
  readonly name: string;
  readonly certificate: string;
  readonly image: string;
  readonly registeredOn: string;
}

/** 직무대리 of one post for some days (직무대리규정): days are `YYYY-MM-DD` in Korea, both counted. */
export interface Deputy {
  /** The post that is away. `unit` is null for leadership. */
  readonly position: string;
  readonly unit: string | null;
  /** Who acts for it. */
  readonly deputy: string;
  readonly from: string;
  readonly until: string;
  /** 출장, 휴가, 결원 …: stands in every statement signed by the deputy. */
  readonly ground: string;
  /** The post that designated the deputy (§5①); null where the deputy follows from rank by law (§4). */
  readonly designatedBy: { readonly position: string; readonly unit: string | null } | null;
  /** 직무대리 명령서, needed above 15 days (§6②); null below. */
  readonly order: string | null;
}

/** 부재: a person is away on these days (`YYYY-MM-DD` in Korea, both counted). */
export interface Absence {
  readonly person: string;
  readonly from: string;
  readonly until: string;
  /** 출장, 휴가, 교육 …. */
  readonly ground: string;
}

/** A day (`YYYY-MM-DD`) the agency is closed beside the public holidays: 임시공휴일, a day of its own. */
export interface Holiday {
  readonly day: string;
  readonly name: string;
}

/** 조직 개편: where a post went, or every post of a unit (`position` null: those of the same name). `to.position` null keeps the name. */
export interface Succession {
  readonly from: { readonly unit: string | null; readonly position: string | null };
  readonly to: { readonly unit: string | null; readonly position: string | null };
}

/** A 기관 관리자. They stand beside the people: no post, no paper. `certificate` is SHA-256 hex of DER. */
export interface Administrator {
  readonly id: string;
  readonly name: string;
  readonly certificate: string;
}

/** What an agency administrator signs as one directory change: the whole record of the agency. */
export interface AgencyRecord extends Agency {
  readonly people: readonly Person[];
  readonly recordFiles: readonly RecordFile[];
  readonly seal: SealRecord | null;
  readonly deputies?: readonly Deputy[];
  readonly successions?: readonly Succession[];
  readonly absences?: readonly Absence[];
  readonly holidays?: readonly Holiday[];
  /** 기관 서식: templates of its own. */
  readonly templates?: readonly Template[];
  /** 기관 관리자 by name, for all to see (EN16); what they may do follows from their certificates alone. */
  readonly administrators?: readonly Administrator[];
  /** Administrators' certificates (SHA-256 hex of DER) that ended before their time. Folded, it only grows (EN15). */
  readonly endedAdmins?: readonly string[];
  /** Agency authorities (SHA-256 hex of DER) whose administrators count no more. Folded, it only grows (EN18). */
  readonly endedAuthorities?: readonly string[];
}

/** The directory at one revision (number of directory entries folded). */
export interface Directory {
  readonly rev: number;
  readonly agencies: ReadonlyMap<string, AgencyRecord>;
}
