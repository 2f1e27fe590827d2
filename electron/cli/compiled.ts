/** What was compiled is kept beside the installed packages: reading the program from its sources was most of a short command's time. */

import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** Keeps and takes compiled modules; entries go by the digest of their source, and where the folder cannot be written nothing is kept. */
export function keepCompiled(): void {
  enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compiled'));
}
