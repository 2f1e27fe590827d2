/** Commands on the trail: reading it, checking all of it on this machine, exporting the capsule. */

import { verifyCapsule } from '../../../shared/verify/capsule.ts';
import { ok } from '../../../shared/lib/result.ts';
import { stateOf } from '../acts/compose.ts';
import { checkCommands } from '../check/commands.ts';
import type { BackendContext } from '../context.ts';
import { omitsSeal, titleOf } from '../documents/title.ts';
import { discloseCommands } from '../export/disclose.ts';
import { buildCapsule } from '../export/capsule.ts';
import { keepFile } from '../export/keep.ts';
import { readVerifyPage } from '../export/verify-page.ts';
import type { Handlers } from '../handlers.ts';
import { alarmCommands } from './alarm.ts';
import { trailLines } from './lines.ts';
import { readersOf } from './readers.ts';

type TrailCommands =
  | 'export.parts'
  | 'export.disclosed'
  | 'trail.get'
  | 'trail.verify'
  | 'export.capsule'
  | 'export.verifyPage'
  | 'alarm.save'
  | 'alarm.decide'
  | 'alarm.apply'
  | 'files.check';

/** Trail commands. The replica keeps only entries it checked, so every kept line is `ok`. */
export function trailCommands(context: BackendContext): Pick<Handlers, TrailCommands> {
  return {
    ...alarmCommands(context),
    ...checkCommands(context),
    ...discloseCommands(context),
    async 'trail.get'({ documentId }) {
      const entries = context.replica.entries(documentId).map((stored) => stored.entry);
      const disclosures = context.replica.disclosures(documentId);
      const lines = trailLines(stateOf(context.replica, documentId), context.names(), entries, 'ok', disclosures, await omitsSeal(context, documentId));
      const readers = readersOf(stateOf(context.replica, documentId), context.names(), entries, disclosures);
      return ok({ lines, readers, disclosed: disclosures.size });
    },
    async 'trail.verify'({ documentId }) {
      const capsule = await buildCapsule(context, documentId);
      if (!capsule.ok) return capsule;
      const envelope = await verifyCapsule(capsule.value, { anchors: context.anchors, crypto: context.crypto });
      const checks = envelope.checks.map((check) => ({ code: check.code, state: check.state, title: check.title, detail: `${check.where}: ${check.message}` }));
      return ok({ verdict: envelope.verdict === 'valid' ? ('valid' as const) : ('fault' as const), checks, at: context.now().toISOString() });
    },
    async 'export.verifyPage'() {
      const page = await readVerifyPage();
      return page.ok ? context.platform.saveFile('verify.html', page.value) : page;
    },
    async 'export.capsule'({ documentId, reason }) {
      const capsule = await buildCapsule(context, documentId);
      if (!capsule.ok) return capsule;
      return await keepFile(context, { documentId, what: 'capsule', file: null, reason }, `${await titleOf(context, documentId)}.ongyeol`, capsule.value);
    },
  };
}
