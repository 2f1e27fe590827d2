/** Checking a file from outside: in a thread of its own, against the anchors of this profile, without a word to the server. */

import type { CheckedFile } from '../../../shared/api/check-file-view.ts';
import { err, ok } from '../../../shared/lib/result.ts';
import type { Envelope } from '../../../shared/verify/envelope.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';

const NOT_ONE = err('NOT_CHECKABLE', '검증용 묶음(.ongyeol)도 PDF도 아닌 파일입니다. 아무것도 바뀌지 않았습니다. 다른 파일을 고르십시오.');

/** By its begin, not by its name: names lie. */
function kindOf(bytes: Uint8Array): 'capsule' | 'pdf' | null {
  const begin = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (begin.startsWith('PK')) return 'capsule';
  return begin.includes('%PDF-') ? 'pdf' : null;
}

function viewOf({ verdict, firstFault, checks, subject }: Envelope, kind: 'capsule' | 'pdf', name: string, at: string): CheckedFile {
  const title = subject['title'];
  return {
    verdict,
    kind: subject['kind'] === 'pdf-outside' ? 'other' : kind,
    title: typeof title === 'string' ? title : name,
    first: firstFault === undefined ? '' : `${firstFault.where}: ${firstFault.message}`,
    checks: checks.map(({ code, state, title: what, where, message }) => ({ code, state, title: what, detail: `${where}: ${message}` })),
    at,
  };
}

/** The command. Refusals: NOT_CHECKABLE, FILE_TOO_HARD. */
export function checkCommands(context: BackendContext): Pick<Handlers, 'files.check'> {
  return {
    async 'files.check'({ name, bytes }) {
      const kind = kindOf(bytes);
      if (kind === null) return NOT_ONE;
      const envelope = await context.intake.check({ kind, bytes, anchors: context.anchors });
      return 'ok' in envelope ? envelope : ok(viewOf(envelope, kind, name, context.now().toISOString()));
    },
  };
}
