/** Templates the program brings: a new one is one file and one line here. An agency's own are in its directory record. */

import { minutes } from './minutes.ts';
import { notice } from './notice.ts';
import { plan } from './plan.ts';
import { press } from './press.ts';
import type { Template } from './template.ts';
import { unitRequest } from './unit-request.ts';

export const TEMPLATES: readonly Template[] = [minutes, plan, press, notice, unitRequest];
