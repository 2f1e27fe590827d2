/** Another authority's certificates and PKCS#12 files for tests, all made by the openssl binary. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromPem } from '../../shared/verify/pem.ts';

const run = (cwd: string, ...args: string[]): void => void execFileSync('openssl', args, { cwd, stdio: 'pipe' });

/** How a test wants a certificate. `usage` is OpenSSL's list; `days` may lie in the past by `-not_after`-like counting from 2020. */
export interface Asked {
  readonly key: 'ec' | 'rsa' | 'rsa-1024' | 'p-384';
  readonly name: string;
  readonly usage?: string;
  readonly expired?: boolean;
  readonly digest?: string;
  readonly ca?: boolean;
}

/** An authority with one below it, in a folder. */
export interface ForeignCa {
  readonly folder: string;
  readonly root: Uint8Array;
  readonly rootFile: string;
  readonly subCa: Uint8Array;
  /** Issues a certificate; files `NAME.key` and `NAME.crt`. */
  issue(file: string, asked: Asked): Uint8Array;
  /** Exports a PKCS#12 file: key and certificate of `file`, options of `openssl pkcs12 -export`. */
  export(file: string, password: string, ...options: string[]): Uint8Array;
  path(name: string): string;
  remove(): void;
}

const KEYS = {
  ec: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'p-384': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'rsa-1024': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
} as const;

/** Makes the authority. Subjects are in UTF-8, as `-utf8` of openssl takes them. */
export function createForeignCa(): ForeignCa {
  const folder = mkdtempSync(join(tmpdir(), 'ongyeol-ca-'));
  const path = (name: string): string => join(folder, name);
  const der = (file: string): Uint8Array => fromPem(readFileSync(path(`${file}.crt`), 'utf8'))[0] ?? new Uint8Array(0);
  const key = (file: string, kind: keyof typeof KEYS): void => run(folder, 'genpkey', ...KEYS[kind], '-out', `${file}.key`);
  const sign = (file: string, issuer: string | null, subject: string, extensions: string, more: string[]): void => {
    writeFileSync(path(`${file}.ext`), extensions);
    run(folder, 'req', '-new', '-utf8', '-key', `${file}.key`, '-subj', subject, '-out', `${file}.csr`);
    const by = issuer === null ? ['-signkey', `${file}.key`] : ['-CA', `${issuer}.crt`, '-CAkey', `${issuer}.key`, '-CAcreateserial'];
    run(folder, 'x509', '-req', '-in', `${file}.csr`, ...by, '-extfile', `${file}.ext`, '-out', `${file}.crt`, ...more);
  };
  const authority = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n';
  key('root', 'rsa');
  sign('root', null, '/C=KR/O=시험인증/CN=시험 최상위 인증기관', authority, ['-days', '3650', '-sha256']);
  key('sub', 'ec');
  sign('sub', 'root', '/C=KR/O=시험인증/CN=시험 등록기관', authority, ['-days', '3650', '-sha256']);
  return {
    folder,
    path,
    root: der('root'),
    rootFile: path('root.crt'),
    subCa: der('sub'),
    issue(file, { key: kind, name, usage = 'digitalSignature,nonRepudiation', expired = false, digest = 'sha256', ca = false }) {
      key(file, kind);
      const extensions = `basicConstraints=critical,CA:${ca ? 'TRUE' : 'FALSE'}\n${usage === '' ? '' : `keyUsage=critical,${usage}\n`}`;
      sign(file, 'sub', `/C=KR/O=시험인증/OU=personal/CN=${name}`, extensions, ['-days', expired ? '-1' : '365', `-${digest}`]);
      return der(file);
    },
    export(file, password, ...options) {
      const args = ['-inkey', `${file}.key`, '-in', `${file}.crt`, '-out', `${file}.p12`, '-passout', `pass:${password}`];
      run(folder, 'pkcs12', '-export', ...args, ...options);
      return new Uint8Array(readFileSync(path(`${file}.p12`)));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
