/** A TLS key and certificate for 127.0.0.1, made with OpenSSL as an operator would. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Writes `tls.key` and `tls.crt` (PEM, self-signed) into the folder; `alternative` is what the certificate stands for. */
export function makeTls(folder: string, alternative = 'DNS:localhost,IP:127.0.0.1'): { key: string; certificate: string } {
  const files = { key: join(folder, 'tls.key'), certificate: join(folder, 'tls.crt') };
  const names = ['-subj', '/CN=localhost', '-addext', `subjectAltName=${alternative}`];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...names, '-keyout', files.key, '-out', files.certificate], { stdio: 'pipe' });
  return files;
}
