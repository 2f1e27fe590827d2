/**
 * One paper drawn and sealed in a process of its own, as the program does it: drawn by its thread, sealed beside it. Tells pages and the most memory it
 * took. What is compiled is kept, as of the command line.
 */

import { keepCompiled } from '../../../electron/cli/compiled.ts';

keepCompiled();
const [{ createPdf }, { aSealingAgency, sealInTurn }, { paperOf }] = await Promise.all([
  import('../../../electron/backend/pdf/pdf.ts'),
  import('../../support/sealed-paper.ts'),
  import('./papers.ts'),
]);

const [pages = '2', seals = '3'] = process.argv.slice(2);
const agencies = Array.from({ length: Number(seals) }, (_, index) => aSealingAgency(index));
const pdf = createPdf();
const base = await pdf.render(paperOf(pages === '100' ? 100 : 2, agencies));
if (!base.ok) throw new Error(base.message);
const bytes = (await sealInTurn(base.value.pdf, agencies)).at(-1);
await pdf.close();
const drawn = [
  ...Buffer.from(bytes ?? [])
    .toString('latin1')
    .matchAll(/\/Type \/Page\n/g),
].length;
process.stdout.write(JSON.stringify({ pages: drawn, bytes: bytes?.length ?? 0, mb: Math.round(process.resourceUsage().maxRSS / 1024) }));
