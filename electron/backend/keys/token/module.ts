/** Calling a PKCS#11 module (OASIS PKCS#11 2.40, the C interface): functions by their place in CK_FUNCTION_LIST, memory as plain buffers. */

import koffi from 'koffi';

/** A return value other than CKR_OK. */
export class Pkcs11Error extends Error {
  readonly rv: number;
  constructor(name: string, rv: number) {
    super(`${name}: 0x${rv.toString(16)}`);
    this.rv = rv;
  }
}

/** Return values that mean something to the person (PKCS#11 §11.1). */
export const CKR = {
  deviceRemoved: 0x32,
  keyHandleInvalid: 0x60,
  objectHandleInvalid: 0x82,
  pinIncorrect: 0xa0,
  pinInvalid: 0xa1,
  pinLength: 0xa2,
  pinLocked: 0xa4,
  notPresent: 0xe0,
  alreadyLoggedIn: 0x100,
  notLoggedIn: 0x101,
  alreadyInitialized: 0x191,
} as const;

/** Where each function stands in CK_FUNCTION_LIST, and its arguments: `u` CK_ULONG, `p` pointer, `b` CK_BBOOL. */
const FUNCTIONS = {
  C_Initialize: [0, 'p'],
  C_GetSlotList: [4, 'bpp'],
  C_GetTokenInfo: [6, 'up'],
  C_OpenSession: [12, 'uuppp'],
  C_CloseSession: [13, 'u'],
  C_Login: [18, 'uupu'],
  C_Logout: [19, 'u'],
  C_GetAttributeValue: [24, 'uupu'],
  C_FindObjectsInit: [26, 'upu'],
  C_FindObjects: [27, 'upup'],
  C_FindObjectsFinal: [28, 'u'],
  C_SignInit: [42, 'upu'],
  C_Sign: [43, 'upupp'],
  C_GenerateKeyPair: [59, 'uppupupp'],
} as const;

type Name = keyof typeof FUNCTIONS;
type Value = number | Uint8Array | null;
type Foreign = ((...args: readonly Value[]) => number) & { async: (...args: readonly unknown[]) => void };

const TYPES = { u: 'unsigned long', p: 'void *', b: 'uint8' } as const;

const POINTER = 8;

/** Width of CK_ULONG on this system. */
export const WIDTH = koffi.sizeof('unsigned long');

/** Memory the module may read and write. Small arrays of JavaScript are moved by its collector; one over a buffer of its own is not. */
export function memory(of: number | Uint8Array): Uint8Array {
  const bytes = new Uint8Array(new ArrayBuffer(typeof of === 'number' ? of : of.length));
  if (typeof of !== 'number') bytes.set(of);
  return bytes;
}

/** CK_ULONG values as the module reads them. */
export function ulongs(...values: readonly number[]): Uint8Array {
  const bytes = memory(WIDTH * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => (WIDTH === 8 ? view.setBigUint64(8 * i, BigInt(value), true) : view.setUint32(4 * i, value, true)));
  return bytes;
}

/** One CK_ULONG of what the module wrote. */
export function readUlong(bytes: Uint8Array, at = 0): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return WIDTH === 8 ? Number(view.readBigUInt64LE(at)) : view.readUInt32LE(at);
}

/** What memory points to: it lives as long as the memory does. */
const pointedTo = new WeakMap<Uint8Array, unknown>();

/** Memory of structures of three (attribute, mechanism): a number, a pointer to `memory`, a length. */
export function triples(rows: readonly (readonly [number, Uint8Array | null])[]): Uint8Array {
  const pointer = (bytes: Uint8Array | null): Uint8Array => {
    const address = Buffer.alloc(POINTER);
    if (bytes !== null && bytes.length > 0) address.writeBigUInt64LE(BigInt(koffi.address(bytes)));
    return address;
  };
  const made = memory(Buffer.concat(rows.flatMap(([type, bytes]) => [ulongs(type), pointer(bytes), ulongs(bytes?.length ?? 0)])));
  pointedTo.set(made, rows);
  return made;
}

/** CK_C_INITIALIZE_ARGS: no mutexes of ours, CKF_OS_LOCKING_OK, because slow calls run on other threads. */
const LOCKING = memory(Buffer.concat([new Uint8Array(4 * POINTER), ulongs(2), new Uint8Array(POINTER)]));

/** A loaded module. */
export interface Pkcs11Module {
  /** Calls now; throws Pkcs11Error. */
  readonly call: (name: Name, ...args: readonly Value[]) => void;
  /** Calls beside the main loop, one after another: a card takes its time. */
  readonly slow: (name: Name, ...args: readonly Value[]) => Promise<void>;
}

/** Pointers in CK_FUNCTION_LIST follow a version of two bytes; Windows packs them. */
const FIRST = process.platform === 'win32' ? 2 : 8;

function bind(list: unknown, name: Name): Foreign {
  const [place, args] = FUNCTIONS[name];
  const types = [...args].map((letter) => TYPES[letter as keyof typeof TYPES]);
  const pointer: unknown = koffi.decode(list, FIRST + 8 * place, 'void *');
  return koffi.decode(pointer, koffi.proto('unsigned long', types)) as Foreign;
}

/** A library that is collected is unloaded, and its functions with it. */
const libraries: ReturnType<typeof koffi.load>[] = [];

/** The module's CK_FUNCTION_LIST. */
function listOf(path: string): unknown {
  const out: unknown[] = [null];
  // Modules bring an OpenSSL of their own: without binding to that one first they would run into the one inside Node.
  const library = koffi.load(path, { deep: process.platform === 'linux' });
  libraries.push(library);
  const rv = Number(library.func('unsigned long C_GetFunctionList(_Out_ void **list)')(out));
  if (rv !== 0 || out[0] === null) throw new Pkcs11Error('C_GetFunctionList', rv);
  return out[0];
}

function createModule(find: (name: Name) => Foreign): Pkcs11Module {
  // Memory of a call that runs beside the main loop must not be collected under it.
  const running = new Set<readonly Value[]>();
  let last: Promise<unknown> = Promise.resolve();
  const run = (name: Name, args: readonly Value[]): Promise<void> =>
    new Promise((resolve, reject) => {
      running.add(args);
      find(name).async(...args, (error: Error | null, rv: number) => {
        running.delete(args);
        if (error === null && Number(rv) === 0) resolve();
        else reject(error ?? new Pkcs11Error(name, Number(rv)));
      });
    });
  return {
    call(name, ...args) {
      const rv = Number(find(name)(...args));
      if (rv !== 0) throw new Pkcs11Error(name, rv);
    },
    slow(name, ...args) {
      const mine = last.then(() => run(name, args));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

function load(path: string): Pkcs11Module {
  const list = listOf(path);
  const bound = new Map<Name, Foreign>();
  const module = createModule((name) => {
    const known = bound.get(name) ?? bind(list, name);
    bound.set(name, known);
    return known;
  });
  try {
    module.call('C_Initialize', LOCKING);
  } catch (error) {
    if (!(error instanceof Pkcs11Error) || error.rv !== CKR.alreadyInitialized) throw error;
  }
  return module;
}

const loaded = new Map<string, Pkcs11Module>();

/** Loads a module once in this process. Throws where the file is none. */
export function loadModule(path: string): Pkcs11Module {
  const module = loaded.get(path) ?? load(path);
  loaded.set(path, module);
  return module;
}
