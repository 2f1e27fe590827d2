/** Which key in which token signs. It stands in the key file, encrypted and authenticated: whoever changes a profile cannot name another module. */

import { z } from 'zod';

/** Schema: path of the PKCS#11 module, serial number of the token, CKA_ID of the key in hex, its public key (SPKI DER, base64). */
export const tokenRefSchema = z.strictObject({ module: z.string().max(1000), serial: z.string().max(16), id: z.string().max(64), spki: z.string().max(2000) });

/** A key in a token. */
export type TokenRef = Readonly<z.infer<typeof tokenRefSchema>>;
