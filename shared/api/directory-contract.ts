/** Commands of 조직·사람 and 관인대장: a part of the contract (`contract.ts`), in a file of its own for its length. */

import { z } from 'zod';
import {
  administratorView,
  directoryStep,
  directoryView,
  dutiesView,
  importPreview,
  personView,
  recordFileView,
  unitChoice,
  workView,
} from './directory-view.ts';
import { invitationView, sealsView } from './seal-view.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, '파일 내용이 아닙니다');
const nothing = z.object({});
const person = z.string().max(60);

/** A file of 조직도 가져오기: CSV in UTF-8 or the old Korean encoding. */
const directoryFile = z.object({ name: z.string().max(200), bytes });

/** A made invitation: its file, and the code that goes another way. */
const invited = z.object({ id: z.string(), path: z.string().nullable(), code: z.string(), name: z.string(), post: z.string(), until: z.string() });

/** Name → input and output. */
export const directoryContract = {
  'directory.get': { input: z.object({ agency: z.string().max(40).nullable(), query: z.string().max(100) }), output: directoryView },
  'directory.person': { input: z.object({ person }), output: personView },
  'directory.work': { input: z.object({ person }), output: z.object({ rows: z.array(workView), more: z.number().int() }) },
  'directory.duties': { input: z.object({ agency: z.string().max(40) }), output: dutiesView },
  'directory.units': { input: nothing, output: z.object({ leadership: z.array(z.string()), units: z.array(unitChoice) }) },
  'directory.records': { input: z.object({ agency: z.string().max(40) }), output: z.object({ files: z.array(recordFileView) }) },
  'directory.export': { input: z.object({ format: z.enum(['csv', 'json']) }), output: z.object({ path: z.string().nullable() }) },
  'directory.history': { input: z.object({ agency: z.string().max(40) }), output: z.object({ steps: z.array(directoryStep) }) },
  'directory.preview': { input: directoryFile, output: importPreview },
  'directory.apply': { input: directoryFile.extend({ rev: z.number().int().min(0) }), output: z.object({ sentence: z.string() }) },
  'directory.revoke': { input: z.object({ person }), output: z.object({ sentence: z.string() }) },
  'directory.invite': {
    input: z.object({ person, replaces: z.boolean(), days: z.number().int().min(1).max(30), passphrase: z.string().max(400) }),
    output: invited,
  },
  'directory.administrators': { input: z.object({ agency: z.string().max(40) }), output: z.object({ administrators: z.array(administratorView) }) },
  'directory.inviteAdministrator': {
    input: z.object({ name: z.string().max(60), days: z.number().int().min(1).max(30), passphrase: z.string().max(400) }),
    output: invited,
  },
  'directory.endAdministrator': { input: z.object({ certificate: z.string().max(64) }), output: z.object({ sentence: z.string() }) },
  'directory.invitations': { input: nothing, output: z.object({ invitations: z.array(invitationView) }) },
  'directory.callBack': { input: z.object({ id: z.uuid() }), output: z.object({ sentence: z.string() }) },
  'directory.admit': {
    /** `trust`: root (PEM or DER) the administrator checked and trusts for this one request, where the certificate comes from an outside issuer. */
    input: z.object({ request: bytes, passphrase: z.string().max(400), trust: bytes.exactOptional() }),
    output: z.object({ name: z.string(), path: z.string(), replaces: z.boolean() }),
  },
  'seals.get': { input: z.object({ agency: z.string().max(40) }), output: sealsView },
  'seals.register': {
    /** `picture`: a scanned seal (PNG) and how many millimetres it is across; null where the letters are drawn. */
    input: z.object({ name: z.string().max(40), passphrase: z.string().max(400), picture: z.object({ bytes, mm: z.number() }).nullable() }),
    output: z.object({ path: z.string(), code: z.string(), name: z.string(), replaced: z.boolean() }),
  },
  'seals.revoke': { input: z.object({ certificate: z.string().max(64) }), output: z.object({ sentence: z.string() }) },
  'seals.take': {
    input: z.object({ file: bytes, code: z.string().max(60), passphrase: z.string().max(400) }),
    output: z.object({ sentence: z.string() }),
  },
} as const;
