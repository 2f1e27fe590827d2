/** Commands on the person's key. */

import { z } from 'zod';

const nothing = z.object({});
const passphrase = z.string().max(400);

/** The commands. */
export const keyContract = {
  'key.unlock': { input: z.object({ passphrase }), output: nothing },
  'key.lock': { input: nothing, output: nothing },
  /** Closes the keys, and this window until the passphrase was given: every other command then answers SCREEN_LOCKED. */
  'screen.lock': { input: nothing, output: nothing },
  /** A window says for how many milliseconds nobody touched it; `locked` where that closed the key, because nobody sits at any window of this person. */
  'key.attend': { input: z.object({ window: z.string().max(60), idle: z.number().int().min(0) }), output: z.object({ locked: z.boolean() }) },
  'key.bind': { input: z.object({ passphrase, on: z.boolean() }), output: z.object({ sentence: z.string() }) },
  /** An administrator's own certificate made anew; `authority` is the passphrase of the agency's key. The profile is to be opened again. `ended`: the old one ended at the server. */
  'key.renew': { input: z.object({ passphrase, authority: passphrase }), output: z.object({ until: z.string(), ended: z.boolean() }) },
  'key.changePassphrase': { input: z.object({ current: passphrase, next: passphrase }), output: z.object({ sentence: z.string() }) },
} as const;
