/** One paper drawn and sealed in a process of its own, as the command line does it: what the parent times from outside. Tells pages and the most memory it took. */

import { keepCompiled } from '../../../electron/cli/compiled.ts';

keepCompiled();
const [{ aSealingAgency, basePdf, sealInTurn }, { paperOf }] = await Promise.all([import('../../support/sealed-paper.ts'), import('./papers.ts')]);

const [pages = '2', seals = '3'] = process.argv.slice(2);
const agencies = Array.from({ length: Number(seals) }, (_, index) => aSealingAgency(index));
const bytes = (await sealInTurn(await basePdf(paperOf(pages === '100' ? 100 : 2, agencies)), agencies)).at(-1);
const drawn = [
  ...Buffer.from(bytes ?? [])
    .toString('latin1')
    .matchAll(/\/Type \/Page\n/g),
].length;
process.stdout.write(JSON.stringify({ pages: drawn, bytes: bytes?.length ?? 0, mb: Math.round(process.resourceUsage().maxRSS / 1024) }));
