// `npm run app [-- --once]`: sets everything up, then hands over to the program's own `app` command on Node 24.
import { join } from 'node:path';
import { build, node, root, run, setUp } from './setup.mjs';

setUp();
if (!process.argv.includes('--once')) build(); // the main job alone needs no window
process.exitCode = await run(node(), [join(root, 'electron/cli/main.ts'), 'app', ...process.argv.slice(2)]);
