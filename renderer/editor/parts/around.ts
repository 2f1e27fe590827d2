/** The sign that what stands around a part changed: the other parts hold other lines or footnotes now. */

import { PluginKey, type Transaction } from '@tiptap/pm/state';

/** Key of the plugin that ties a part to the others (`joined.ts`). */
export const AROUND = new PluginKey('joined');

/** Whether a transaction says so. */
export const aroundChanged = (tr: Transaction): boolean => tr.getMeta(AROUND) !== undefined;
