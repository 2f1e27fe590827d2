/** Time stamps as the server offers them (◆ of the wire): what it has, a question and its answer. Bytes in base64. */

import { z } from 'zod';

/** What is offered: whether a fully sealed paper is closed for the long term, and revocation lists (DER) to put inside. */
export const stampOffer = z.object({ longTerm: z.boolean(), lists: z.array(z.string().max(4_000_000)).max(100) });
export type StampOffer = z.infer<typeof stampOffer>;

/** A question as it is sent. */
export const stampQuestion = z.strictObject({ query: z.string().max(4000) });
/** The answer: a TimeStampResp. */
export const stampAnswer = z.object({ reply: z.string().max(100_000) });
export type StampAnswer = z.infer<typeof stampAnswer>;
