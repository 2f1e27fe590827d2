/** Whether an existing certificate leads to an authority the administrator trusts: path validation of RFC 5280 §6 by pkijs. */

import { CertificateChainValidationEngine, type Certificate } from 'pkijs';
import { err, ok, type Result } from '../../../../shared/lib/result.ts';
import { factsOf, parseForeign, type CertificateFacts } from './facts.ts';

const KEPT = '아무것도 발급하지 않았습니다.';

/** Signatures an issuer may have made: SHA-2 with RSA, RSA-PSS or ECDSA. SHA-1 can be forged. */
const STRONG = new Set([
  '1.2.840.113549.1.1.10',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
]);

function readAll(ders: readonly Uint8Array[]): Certificate[] {
  return ders.flatMap((der) => {
    try {
      return [parseForeign(der)];
    } catch {
      return [];
    }
  });
}

/** Checks the path from a certificate over `chain` to one of `trusted` (all DER). Revocation by that issuer is not asked: the administrator looks. */
export async function checkIssuer(
  certificate: Uint8Array,
  chain: readonly Uint8Array[],
  trusted: readonly Uint8Array[],
  now: Date,
): Promise<Result<CertificateFacts, 'ISSUER_UNTRUSTED' | 'EXISTING_BROKEN'>> {
  const facts = factsOf(certificate);
  if (facts === null) return err('EXISTING_BROKEN', `신청서에 든 인증서를 읽을 수 없습니다. ${KEPT} 신청서를 다시 만들게 하십시오.`);
  const certs = [...readAll(chain), parseForeign(certificate)];
  const engine = new CertificateChainValidationEngine({ trustedCerts: readAll(trusted), certs, checkDate: now });
  const { result, certificatePath = [] } = await engine.verify({ passedWhenNotRevValues: true });
  const signed = certificatePath.slice(0, -1);
  if (result && signed.length > 0 && signed.every(({ signatureAlgorithm }) => STRONG.has(signatureAlgorithm.algorithmId))) return ok(facts);
  return err(
    'ISSUER_UNTRUSTED',
    `믿는 인증기관이 발급한 인증서가 아닙니다(발급자 ${facts.issuer}). ${KEPT} 그 인증기관을 믿기로 했으면 따로 확인한 최상위 인증서를 함께 고르십시오.`,
  );
}
