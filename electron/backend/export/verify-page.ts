/** `verify.html` as it was built: it goes into every capsule, and can be kept on its own. */

import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../../shared/lib/result.ts';

/** Beside the built program, or where the sources stand in the project. */
const PLACES = ['../verify/verify.html', '../../../out/verify/verify.html'];

/** The page's bytes. PAGE_MISSING where the program was not built. */
export async function readVerifyPage(): Promise<Result<Uint8Array, 'PAGE_MISSING'>> {
  for (const place of PLACES) {
    const bytes = await readFile(new URL(place, import.meta.url)).catch(() => null);
    if (bytes !== null) return ok(new Uint8Array(bytes));
  }
  return err('PAGE_MISSING', '검증 페이지가 아직 만들어지지 않았습니다. 저장한 것은 없습니다. npm run build를 한 번 한 뒤 다시 하십시오.');
}
