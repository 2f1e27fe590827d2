/** Devices and sessions as they travel between a person's backend and the server, and what is signed about a device. */

import { canonicalBytes } from '../trail/canonical.ts';
import type { SignatureAlg } from '../trail/statement.ts';
import { concat, utf8 } from '../lib/bytes.ts';

/** Prefix of the bytes that are signed to decide on a device. */
export const DEVICE_CONTEXT = 'ongyeol-device-v1\n';

/** What a device may be. `waiting`: not yet approved; `cloned`: an older secret of it was used, so a copy of its profile exists. */
export type DeviceState = 'approved' | 'waiting' | 'blocked' | 'cloned';

/** A device as its person, or the administrator of the agency, sees it. */
export interface DeviceInfo {
  readonly person: string;
  readonly id: string;
  readonly name: string;
  readonly state: DeviceState;
  /** How often its state was decided: a decision names the one it saw. */
  readonly revision: number;
  readonly addedAt: string;
  readonly seenAt: string;
  /** The device that asks. */
  readonly own: boolean;
}

/** A session as its person sees it. */
export interface SessionInfo {
  readonly id: number;
  readonly device: string;
  readonly deviceName: string;
  readonly since: string;
  readonly seenAt: string;
  readonly own: boolean;
}

/** What happened to a device, as it is kept. */
export type DeviceEventKind = 'enrolled' | 'waiting' | 'login' | 'approved' | 'blocked' | 'cloned' | 'refused' | 'limit' | 'ended';

/** An event as its person sees it. `by`: a person, or 'server'. */
export interface DeviceEventInfo {
  readonly at: string;
  readonly device: string;
  readonly kind: DeviceEventKind;
  readonly by: string;
  /** A login by a command, as it said of itself; of those of a day on one device `times` tells how many, `since` when the first was. */
  readonly command?: boolean;
  readonly times?: number;
  readonly since?: string;
}

/** Header by which a command says that it is one. It is the program's own word: it sets a login apart, and opens nothing. */
export const PROGRAM_HEADER = 'ongyeol-program';
/** What a command says there; the app says nothing. */
export const COMMAND = 'command';

/** Answer to `GET /devices`. */
export interface DeviceList {
  readonly devices: readonly DeviceInfo[];
  readonly sessions: readonly SessionInfo[];
  /** Newest first. */
  readonly events: readonly DeviceEventInfo[];
}

/** A passing word to everything the person has open. The same is kept as an event. */
export interface DeviceNotice {
  readonly kind: 'device';
  readonly event: DeviceEventKind;
  readonly device: string;
  readonly name: string;
  readonly at: string;
}

/**
 * A device of an agency that is locked, because whoever logged in showed an older secret (DV3). `tried` is what that PC calls itself, `from` its
 * address as the server saw it; '' where a server of before kept neither.
 */
export interface LockedDevice {
  readonly person: string;
  readonly device: string;
  readonly name: string;
  readonly at: string;
  readonly tried: string;
  readonly from: string;
}

/** A device that waits for its approval: an own one, or for an administrator one of the agency. `at`: since when. */
export interface WaitingDevice {
  readonly person: string;
  readonly device: string;
  readonly name: string;
  readonly at: string;
}

/** The login before this one, refused tries since, and logins since that said they were commands; a server of before tells none. */
export interface LoginBefore {
  readonly at: string | null;
  readonly device: string | null;
  readonly failed: number;
  readonly commands?: { readonly times: number; readonly at: string } | null;
}

/**
 * A decision on a device: the person's own on another device of theirs, or an administrator's of the agency. `revision` is that of
 * the device as it was seen, so that none can be replayed whatever the clocks say; `at` is only told.
 */
export interface DeviceDecision {
  readonly v: 1;
  readonly act: 'approve' | 'block';
  readonly person: string;
  readonly device: string;
  readonly revision: number;
  readonly server: string;
  readonly by: string;
  readonly certificate: string;
  readonly alg: SignatureAlg;
  readonly at: string;
}

/** A decision with the signature of who decided (base64url). */
export interface SignedDecision {
  readonly decision: DeviceDecision;
  readonly signature: string;
}

/** Signed bytes of a decision. */
export function decisionBytes(decision: DeviceDecision): Uint8Array {
  return concat([utf8(DEVICE_CONTEXT), canonicalBytes(decision)]);
}
