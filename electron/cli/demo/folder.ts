/** Where the demo's own material lies. */

import { resolve } from 'node:path';

/** The folder of the demo organisation, its paper and the attachments. */
export const DEMO_FOLDER = resolve(import.meta.dirname, '../../../resources/demo');
