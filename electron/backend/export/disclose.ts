/** 일부만 내보내기: what may be left out of a paper's capsule, and the capsule without it (PC1–PC6). */

import type { Output } from '../../../shared/api/contract.ts';
import { contentParts } from '../../../shared/collab/digest.ts';
import { disclose, mayHide, readWhole } from '../../../shared/exchange/capsule/disclose.ts';
import { partWords } from '../../../shared/exchange/capsule/part-words.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { roomRight } from '../../../shared/policy/access.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { trailLines } from '../trail/lines.ts';
import { buildCapsule } from './capsule.ts';
import { keepFile } from './keep.ts';

async function partsOf(context: BackendContext, documentId: string): Promise<Result<Output<'export.parts'>>> {
  const { replica } = context;
  const state = stateOf(replica, documentId);
  const right = roomRight(state, replica.directory(), context.me().id, 'main');
  if (state.status === 'none' || right === 'none') return err('NO_DOCUMENT', '이 문서를 찾을 수 없습니다. 목록을 새로 받은 뒤 다시 여십시오.');
  const frozen = await replica.content(documentId, state.version);
  if (!frozen.ok) return frozen;
  const entries = replica.entries(documentId).map(({ entry }) => entry);
  const agencies = [...replica.directory().agencies.values()];
  const known = new Map(agencies.flatMap(({ code, name, units }) => [[code, name] as const, ...units.map((unit) => [unit.code, unit.name] as const)]));
  const nameOf = (code: string): string => known.get(code) ?? code;
  const parts = contentParts(frozen.value.content).map((part, index) => ({ index, kind: part.part, fixed: !mayHide(part), ...partWords(part, nameOf) }));
  const lines = trailLines(state, context.names(), entries, 'ok', new Map());
  const steps = lines.filter(({ reading }) => !reading).map(({ seq, at, agency, who, what, detail }) => ({ seq, at, agency, who, what, detail }));
  return ok({ parts, steps, texts: replica.disclosures(documentId).size });
}

/** The number the paper goes by, never its title: what is withheld must not stand in the file's name. */
function nameOf(context: BackendContext, documentId: string): string {
  const own = stateOf(context.replica, documentId).registrations.findLast(({ role }) => role === 'lead');
  return `${own === undefined ? '문서' : `${own.unitName}-${own.number}`} 일부.ongyeol`;
}

/** The commands. Refusals: NO_DOCUMENT, STEP_UNKNOWN, those of making a capsule and of keeping files. */
export function discloseCommands(context: BackendContext): Pick<Handlers, 'export.parts' | 'export.disclosed'> {
  return {
    'export.parts': ({ documentId }) => partsOf(context, documentId),
    async 'export.disclosed'({ documentId, reason, hide, steps, texts }) {
      const capsule = await buildCapsule(context, documentId);
      if (!capsule.ok) return capsule;
      const whole = readWhole(capsule.value);
      const partial = whole.ok ? disclose(whole.value, { hide: new Set(hide), steps, texts }) : whole;
      if (!partial.ok) return partial;
      return keepFile(context, { documentId, what: 'capsule', file: null, reason }, nameOf(context, documentId), partial.value);
    },
  };
}
