/** What every feature of one profile's backend is given. */

import type { CryptoProvider } from '../../shared/crypto/crypto.ts';
import type { Person } from '../../shared/org/directory.ts';
import type { Names } from '../../shared/org/names.ts';
import type { Result } from '../../shared/lib/result.ts';
import type { ActContext } from './acts/compose.ts';
import type { AgencyLocks } from './devices/locks.ts';
import type { Drafts } from './documents/drafts.ts';
import type { Looks } from './documents/looks.ts';
import type { Intake } from './intake/intake.ts';
import type { StandingCode } from '../../shared/verify/standing.ts';
import type { OwnStanding } from './keys/standing.ts';
import type { Keyring } from './keys/keyring.ts';
import type { CmsSigner } from './pdf/cms.ts';
import type { Pdf } from './pdf/pdf.ts';
import type { SignInDesk } from './sign-in/commands.ts';
import type { Profile } from './profile/profile.ts';
import type { Platform } from './platform.ts';
import type { ServerPin } from './sync/pin.ts';
import type { Meta } from './sync/store.ts';
import type { Sync } from './sync/sync.ts';

/** One profile, unlocked. */
export interface BackendContext extends ActContext {
  readonly sync: Sync;
  readonly keyring: Keyring;
  /** Keys this profile takes of its server. */
  readonly serverPin: ServerPin;
  /** Sign-ins with the agency's account. */
  readonly signIn: SignInDesk;
  /** Locked devices of the agency, for an administrator. */
  readonly locks: AgencyLocks;
  /** Writes one moment of the replica into a new file, under the same key. */
  readonly copyReplica: (file: string) => void;
  /** The profile as it is on disk. */
  readonly profile: Profile;
  /** Small values kept in the replica, by name. */
  readonly meta: Meta;
  readonly drafts: Drafts;
  /** What was really opened of papers on this machine. */
  readonly looks: Looks;
  readonly pdf: Pdf;
  /** Looks at files from outside before they come in. */
  readonly intake: Intake;
  readonly platform: Platform;
  /** The profile's folder on this machine. */
  readonly folder: string;
  /** Address of the server, null where this replica never connects. */
  readonly serverUrl: string | null;
  /** What agencies, units and people were called through time, by this replica's directory. */
  readonly names: () => Names;
  /** The person as the directory has them now. */
  readonly me: () => Person;
  /** Seal of the agency where this person keeps it (DER certificate and key), else why not. */
  readonly seal: () => Result<CmsSigner, 'SEAL_NOT_HERE' | 'LOCKED' | StandingCode>;
  /** Where the own certificate stands. */
  readonly standing: OwnStanding;
  /** Digest (SHA-256 hex) of the seal certificate kept in this profile, registered or not; null where none is. */
  readonly keptSeal: () => string | null;
  /** From now on the profile keeps this seal (certificate DER in base64). */
  readonly keepSeal: (certificate: string) => void;
  /** The person's certificate and those above it (DER). */
  readonly ownCertificates: () => readonly Uint8Array[];
  readonly anchors: readonly Uint8Array[];
  readonly crypto: CryptoProvider;
}
