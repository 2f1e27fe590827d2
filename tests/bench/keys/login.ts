/** A whole login over loopback: challenge, signature, device, session, against the signature and the two checks in it. */

import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { tmpdir } from 'node:os';
import { generateKey } from '../../../electron/backend/pki/keys.ts';
import { createStage } from '../../support/sync.ts';
import { measureFdatasync } from '../sync/disk.ts';
import { median, timed, type Row } from './rows.ts';

/** The row of the login, and the disk's own time: a login is on disk before it is answered. */
export async function measureLogin(quick: boolean): Promise<Row[]> {
  const rounds = quick ? 1 : 7;
  const stage = await createStage();
  try {
    const { kim } = stage.world.people;
    const ms = await timed(rounds, 20, () => stage.token(kim));
    const pair = generateKey('P-256');
    const key = createPrivateKey({ key: Buffer.from(pair.privateKey), format: 'der', type: 'pkcs8' });
    const publicKey = createPublicKey({ key: Buffer.from(pair.spki), format: 'der', type: 'spki' });
    const data = new Uint8Array(300);
    const base = await timed(rounds, 100, () => {
      const signed = sign('sha256', data, key);
      for (let i = 0; i < 3; i++) verify('sha256', data, publicKey, signed);
    });
    const disk = median(measureFdatasync(tmpdir()));
    return [
      { what: '로그인(도전, 서명, 기기, 세션; 요청 4번)', ms, against: '서명 1번과 확인 3번', base },
      { what: 'fdatasync 한 번', ms: disk, against: '', base: null },
    ];
  } finally {
    await stage.close();
  }
}
