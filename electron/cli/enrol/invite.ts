/** `ongyeol invite`: the administrator invites somebody, lists invitations, calls one back. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import { administratorInvitee } from '../../backend/enrolment/administrator.ts';
import type { Invitee } from '../../backend/enrolment/files.ts';
import { inviteeOf, makeInvitation } from '../../backend/enrolment/invite.ts';
import { atRegister, keepInvitation, readRegister, revokeInvitation, stateOf } from '../../backend/enrolment/register.ts';
import type { AgencyRecord } from '../../../shared/org/directory.ts';
import { answer, refuse } from '../answer.ts';
import { DESK_ARGUMENTS, atDesk, findAdministrator, ownRecord, type Desk, type DeskOptions } from './desk.ts';
import { invited, listed, type Invited, type ListedRow } from './words.ts';
import { writeNew } from './write-new.ts';

const USAGE =
  'ongyeol invite --data DIR --person 번호 --out FILE [--name 이름 --position 직위 [--unit 부서코드]] [--days 7] [--replace] | --admin --name 이름 --out FILE | --list | --revoke 초대번호  [--server URL] [--as 번호] [--passphrase-file FILE] [--authority-passphrase-file FILE] [--json]';

const LONGEST_DAYS = 30;

interface Options extends DeskOptions {
  readonly person?: string;
  readonly admin?: boolean;
  readonly name?: string;
  readonly position?: string;
  readonly unit?: string;
  readonly out?: string;
  readonly days?: string;
  readonly replace?: boolean;
  readonly list?: boolean;
  readonly revoke?: string;
  readonly json?: boolean;
}

/** Whom the options name: a person of the directory, or with `--admin` one more administrator. */
function invitee(desk: Desk, record: AgencyRecord, options: Options): Result<Invitee> {
  const given = (text: string | undefined): string | null => text?.trim().normalize('NFC') ?? null;
  const name = given(options.name);
  if (options.admin === true) return administratorInvitee(record, { person: options.person ?? null, name: name ?? '' });
  const post = { unit: given(options.unit), position: given(options.position) };
  return inviteeOf(desk.directory(), record, { person: options.person ?? '', name, ...post, replaces: options.replace === true });
}

async function make(desk: Desk, options: Options, out: string, days: number): Promise<Result<Invited>> {
  const record = ownRecord(desk);
  if (!record.ok) return record;
  const replaces = options.replace === true && options.admin !== true;
  const person = invitee(desk, record.value, options);
  if (!person.ok) return person;
  const { authority, root, now } = desk;
  const made = makeInvitation({ authority, root, person: person.value, replaces, server: options.server ?? null, days, now });
  const written = await writeNew(out, made.file);
  if (!written.ok) return written;
  const kept = await atRegister(desk.folder, () => keepInvitation(desk.folder, made.row));
  if (!kept.ok) return kept;
  const { name, unit, position } = person.value;
  const post = [record.value.name, unit?.name ?? '', position].filter((part) => part !== '').join(' ');
  // `--replace` allows it; whether there is one to end is for the directory to say.
  const ends = replaces && (findPerson(desk.directory(), person.value.id)?.certificates.length ?? 0) > 0;
  return ok({ id: made.row.id, file: out, code: made.code, name, post, until: made.row.until, replaces: ends });
}

async function list(options: Options): Promise<Result<{ readonly invitations: readonly ListedRow[] }>> {
  const found = await findAdministrator(options);
  if (!found.ok) return found;
  const rows = await readRegister(found.value.folder);
  if (!rows.ok) return rows;
  const now = new Date();
  const invitations = rows.value.map((row) => ({ id: row.id, person: row.person.id, name: row.person.name, until: row.until, state: stateOf(row, now) }));
  return ok({ invitations });
}

async function revoke(options: Options, id: string): Promise<Result<{ readonly id: string; readonly name: string }>> {
  const found = await findAdministrator(options);
  if (!found.ok) return found;
  const revoked = await revokeInvitation(found.value.folder, id, new Date());
  return revoked.ok ? ok({ id, name: revoked.value.person.name }) : revoked;
}

async function run(options: Options, json: boolean): Promise<number> {
  if (options.list === true) return answer('invite', await list(options), json, { words: listed });
  if (options.revoke !== undefined)
    return answer('invite', await revoke(options, options.revoke), json, {
      words: ({ name }) => `${name}의 초대를 거두었습니다. 그 초대로는 이제 인증서를 받을 수 없습니다.\n`,
    });
  const days = Number(options.days ?? 7);
  const { person, out, admin, name } = options;
  const named = admin === true ? name?.trim() : person;
  if (named === undefined || named === '' || out === undefined || !Number.isInteger(days) || days < 1 || days > LONGEST_DAYS) {
    return refuse('invite', err('USAGE', `--person(관리자는 --admin과 --name)과 --out이 있어야 하고 --days는 1에서 ${LONGEST_DAYS}까지입니다. ${USAGE}`), json);
  }
  const done = await atDesk(options, (desk) => make(desk, options, resolve(out), days));
  return answer('invite', done, json, { words: invited });
}

/** Runs the command; 0 done, 2 nothing was made. */
export async function invite(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    ...DESK_ARGUMENTS,
    ...{ admin: flag, person: text, name: text, position: text, unit: text },
    ...{ out: text, days: text, replace: flag, list: flag, revoke: text, json: flag },
  };
  let values: Options;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch {
    return refuse('invite', err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), args.includes('--json'));
  }
  return run(values, values.json === true);
}
