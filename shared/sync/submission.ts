/** A submission as it arrives from outside: shapes and limits, checked before anything else. */

import { z } from 'zod';
import { signedSchema } from '../verify/capsule-schema.ts';

const hex32 = z.string().regex(/^[0-9a-f]{32}$/);
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/** Schema of `Submission` (`shared/sync/api.ts`). */
export const submissionSchema = z.strictObject({
  signed: signedSchema,
  salts: z.array(hex32).max(100_000).optional(),
  disclosures: z.record(hex64, z.strictObject({ salt: hex32, value: z.unknown() })).optional(),
});
