/** The envelope every command answers with under `--json` (README, DESIGN §3), as one schema. */

import { z } from 'zod';

const check = z.strictObject({ code: z.string().min(1), state: z.enum(['ok', 'fault', 'skipped']), title: z.string(), where: z.string(), message: z.string() });

/** Some commands tell more beside it (`lint`: findings; `route check`: acts); what stands here is the same for all. */
export const envelopeSchema = z
  .looseObject({
    v: z.literal(1),
    command: z.string().min(1),
    verdict: z.enum(['valid', 'fault', 'cannot']),
    firstFault: z.strictObject({ code: z.string().min(1), where: z.string(), message: z.string().regex(/[가-힣]/) }).optional(),
    checks: z.array(check),
    subject: z.record(z.string(), z.unknown()),
  })
  .refine(({ verdict, firstFault }) => (verdict === 'valid') === (firstFault === undefined), 'a fault is named where and only where the verdict is not valid')
  .refine(({ verdict, checks }) => verdict !== 'valid' || checks.every(({ state }) => state !== 'fault'), 'a faulty check is never valid');

/** An envelope that was read. */
export type ReadEnvelope = z.infer<typeof envelopeSchema>;

/** The one line of JSON a command printed, checked. */
export function readEnvelope(out: string): ReadEnvelope {
  return envelopeSchema.parse(JSON.parse(out));
}
