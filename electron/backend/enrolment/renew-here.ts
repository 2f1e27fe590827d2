/** What an administrator's renewal ends: the certificate before it, signed into the directory under the new key (EN15). */

import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { withAdministrator, withoutAdministrators } from '../../../shared/org/administrators.ts';
import { fromBase64 } from '../../../shared/lib/bytes.ts';
import type { Input, Output } from '../../../shared/api/contract.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import type { SignedStatement } from '../../../shared/trail/statement.ts';
import type { BackendContext } from '../context.ts';
import { signDirectory } from '../directory/sign.ts';
import { openSecrets, wipe } from '../keys/keyring.ts';
import { createSigner, type SignCode } from '../keys/signer.ts';
import { renewAdministrator, type RenewCode } from './renew.ts';
import { readProfile } from '../profile/profile.ts';

/** The new certificate (DER) and the signed change that ends the one this profile was opened with; null where it cannot be made here. */
async function signedEnd(context: BackendContext, passphrase: string): Promise<{ der: Uint8Array; signed: Result<SignedStatement, SignCode> } | null> {
  const { folder, profile, actor, sync, now } = context;
  const record = sync.directory().agencies.get(profile.agency.code);
  const found = await readProfile(folder);
  const der = found.ok ? fromBase64(found.value.profile.certificate) : null;
  const opened = await openSecrets(folder, passphrase, { now, vault: context.platform.vault });
  if (!opened.ok) return null;
  const signer = createSigner({ privateKey: Uint8Array.from(opened.value.secrets.privateKey), minutes: 1, now });
  wipe(opened.value.secrets);
  if (der === null || record === undefined) return null;
  const by = { ...actor, certificate: sha256Hex(der) };
  const named = { id: profile.personId, name: profile.name, certificate: by.certificate };
  const agency = withAdministrator(withoutAdministrators(record, [actor.certificate]), named);
  const signed = await signDirectory({ actor: by, signer, at: now(), rev: sync.directory().rev }, 'directory.put', { agency });
  signer.lock();
  return { der, signed };
}

/** Ends the certificate this profile was opened with; false where the server was not reached or did not take it: it is good still. */
async function endRenewed(context: BackendContext, passphrase: string): Promise<boolean> {
  const { sync } = context;
  if (sync.status().connection !== 'online') return false;
  const made = await signedEnd(context, passphrase);
  if (made === null || !made.signed.ok) return false;
  const offered = await sync.offerCertificate(made.der);
  return offered.ok && (await sync.ask('POST', '/statements', { signed: made.signed.value })).ok;
}

/** Renews at the screen and ends the old certificate; `ended` false says that it is good still. The profile is to be opened again. */
export async function renewHere(context: BackendContext, given: Input<'key.renew'>): Promise<Result<Output<'key.renew'>, RenewCode>> {
  const done = await renewAdministrator({ ...given, folder: context.folder, now: context.now(), vault: context.platform.vault });
  return done.ok ? ok({ ...done.value, ended: await endRenewed(context, given.passphrase) }) : done;
}
