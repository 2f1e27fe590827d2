/** `npm run bench:keys [-- --quick]`: what keys and encryption cost, as ratios against node:crypto, OpenSSL and a plain store in the same run. */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureKeys } from './keys.ts';
import { measureLogin } from './login.ts';
import { opensslSpeed } from './openssl.ts';
import { rowsOf, type Row } from './rows.ts';
import { measureStore } from './store.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'string' } } });
const quick = values.quick === true;

const rows: Row[] = [...(await measureKeys(quick)), ...opensslSpeed(quick), ...(await measureLogin(quick)), ...measureStore(quick)];
process.stdout.write(rowsOf(rows));
if (quick) process.stdout.write('빠른 실행: 인용하지 말 것\n');
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(rows, null, 1));
