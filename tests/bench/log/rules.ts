/** What a full check of a log costs: form, leaf, link, certificate, signature and rules of every entry, as `ongyeol fsck` does it, on one core. */

import { createThreadCrypto } from '../../../electron/backend/pki/node-crypto.ts';
import { canonical } from '../../../shared/trail/canonical.ts';
import { leafHash } from '../../../shared/trail/hash.ts';
import { createRederiver } from '../../../shared/verify/rederive.ts';
import { say, seconds, told } from './say.ts';
import { certificatesOfVector, placedOfVector, rootOfVector } from './vector.ts';

const TIMES = 60;

/** Measures it over the good capsule's directory and trail, again and again. */
export async function rules(): Promise<void> {
  const kept = placedOfVector().map(({ index, entry }) => ({
    ...{ index, documentId: entry.documentId, seq: entry.seq, leaf: leafHash(entry), text: canonical(entry) },
  }));
  const trust = { certificates: certificatesOfVector(), anchors: [rootOfVector()], crypto: createThreadCrypto() };
  const logKey = placedOfVector().flatMap(({ entry }) => (entry.kind === 'serverFact' ? [entry.body.key] : []))[0] ?? '';
  const began = performance.now();
  for (let time = 0; time < TIMES; time++) {
    const rederiver = createRederiver({ whole: false, logKey, trust });
    for (const one of kept) {
      const fault = await rederiver.take(one);
      if (fault !== null) throw new Error(`${fault.where}: ${fault.message}`);
    }
  }
  say('모든 검사(서식, 지문, 이음, 인증서, 서명, 결재 규칙), 코어 1개', `초당 ${told((kept.length * TIMES) / seconds(began))}건`);
}
