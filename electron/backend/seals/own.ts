/** The seal a profile keeps: what it signs with, and another one from the moment it is taken in. */

import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { err, ok } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { OwnStanding } from '../keys/standing.ts';
import { keyTypeOf, signDer } from '../pki/keys.ts';
import type { Profile } from '../profile/profile.ts';
import { fitsCertificate } from './keep.ts';

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

const SEAL_NOT_HERE = err('SEAL_NOT_HERE', '이 PC에는 관인이 없습니다. 관인을 맡은 사람이 날인해야 합니다.');

function sealSigner(profile: Profile, kept: () => string | null, keyring: Keyring, { mayAct }: OwnStanding): BackendContext['seal'] {
  return () => {
    const seal = kept();
    if (seal === null) return SEAL_NOT_HERE;
    const may = mayAct();
    if (!may.ok) return may;
    if (keyring.unlockedUntil() === null) return err('LOCKED', '인증서가 잠겨 있습니다. 날인하지 않았습니다. 인증서 암호를 입력한 뒤 다시 하십시오.');
    const key = keyring.sealKey();
    if (key === null || !fitsCertificate(key, bytes(seal))) return SEAL_NOT_HERE;
    return ok({
      certificate: bytes(seal),
      chain: [bytes(profile.issuer)],
      alg: keyTypeOf(key) === 'ec' ? 'ES256' : 'RS256',
      sign: async (data) => signDer(key, data),
    });
  };
}

/** The seal this profile keeps: its signer, and another one from the moment it is taken in. */
export function sealKept(profile: Profile, keyring: Keyring, standing: OwnStanding): Pick<BackendContext, 'seal' | 'keptSeal' | 'keepSeal'> {
  let { seal } = profile;
  return {
    seal: sealSigner(profile, () => seal, keyring, standing),
    keptSeal: () => (seal === null ? null : sha256Hex(bytes(seal))),
    keepSeal: (kept) => void (seal = kept),
  };
}
