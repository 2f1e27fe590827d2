/** Entry of the command line: the right Node, then the command. */

import { keepCompiled } from './compiled.ts';

if (Number(process.versions['napi'] ?? 0) < 10) {
  process.stderr.write('Node 24 이상에서만 실행됩니다. npm run -s ongyeol -- … 으로 시작하십시오.\n');
  process.exit(2);
}
keepCompiled();
const { run } = await import('./commands.ts');
process.exitCode = await run(process.argv.slice(2));
