/** Pinning the server's TLS key in this process: for the start option, and for what a profile keeps. */

import { createHash, X509Certificate } from 'node:crypto';
import tls, { connect } from 'node:tls';
import { err, ok, type Err, type Result } from '../../../shared/lib/result.ts';
import { parsePins, PIN_MISMATCH, PIN_PLAIN_SENTENCE } from '../../../shared/sync/pin.ts';
import type { Meta } from './store.ts';

/** SHA-256 of a certificate's public key (SPKI), in hex. */
export function spkiDigest(certificate: Uint8Array | string): string {
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

const nothing = (): void => undefined;

/** Host of a server as TLS names it; null for every host. */
const hostOf = (url: string | null): string | null => (url === null ? null : new URL(url).hostname.replace(/^\[|\]$/g, ''));

/**
 * Takes only these keys of this host from now on; the certificate has to be trusted and fit the name all the same. The check of names is the one place of
 * Node that fetch and sockets pass alike. Returns its end;
 * `good` hears of each that fits.
 */
function hold(host: string | null, pins: ReadonlySet<string>, good: () => void = nothing): () => void {
  const named = tls.checkServerIdentity;
  let holding = true;
  tls.checkServerIdentity = (name, certificate) => {
    const wrong = named(name, certificate);
    if (wrong !== undefined || !holding || (host !== null && name !== host)) return wrong;
    const fits = pins.has(spkiDigest(certificate.raw));
    if (fits) good();
    return fits ? wrong : Object.assign(new Error('server key is not pinned'), { code: PIN_MISMATCH });
  };
  return () => void (holding = false);
}

/** The start option `--pin`: only servers with one of these keys at this address, any address where it is null. Null, or why it cannot. */
export function pinTo(text: string, serverUrl: string | null): { readonly fault: string | null; readonly undo: () => void } {
  const pins = parsePins(text);
  if (!pins.ok) return { fault: pins.message, undo: nothing };
  if (serverUrl !== null && !serverUrl.startsWith('https:')) return { fault: '--pin 은 https 주소에만 쓸 수 있습니다.', undo: nothing };
  return { fault: null, undo: hold(hostOf(serverUrl), pins.value) };
}

/** Where fetch of Node keeps its lines, and what they agreed on with servers: a line that goes on from an earlier one shows no certificate to be looked at. */
const KEPT_LINES = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => Symbol.for(name));

/** What was kept before a pin is used for nothing more: every line from now on begins anew and shows its key. What is on its way goes on. */
function forgetLines(): void {
  const kept = globalThis as unknown as Record<symbol, { readonly constructor: new () => object } | undefined>;
  for (const name of KEPT_LINES) {
    const Agent = kept[name]?.constructor;
    if (Agent !== undefined) Object.assign(kept, { [name]: new Agent() });
  }
}

/** Keys a profile takes of its server: kept in the encrypted replica, so that nobody without the passphrase takes one out or puts another in. */
export interface ServerPin {
  readonly pins: () => readonly string[];
  /** None ends the pinning. Sockets that stand are not looked at again. */
  readonly set: (pins: readonly string[]) => void;
  /** Why this server is not spoken to at all: a pinned server that suddenly has no TLS. */
  readonly barred: () => Err<string> | null;
  /** Pinned, but no line was made since: a kept line of before is used for nothing more. */
  readonly unproved: () => boolean;
  readonly release: () => void;
}

const PLAIN = err('PIN_MISMATCH', PIN_PLAIN_SENTENCE);

/** The pins in a replica. */
export function readPins(meta: Meta): readonly string[] {
  return (
    meta
      .get('server.pins')
      ?.split(',')
      .filter((pin) => pin !== '') ?? []
  );
}

/** Writes the pins into a replica. */
export function writePins(meta: Meta, pins: readonly string[]): void {
  meta.set('server.pins', pins.join(','));
}

/** The pins of an open profile, held from now on. */
export function createServerPin(meta: Meta, url: string | null): ServerPin {
  let end = nothing;
  let unproved = false;
  const holdThem = (): void => {
    end();
    const pins = readPins(meta);
    unproved = url !== null && pins.length > 0;
    if (unproved) forgetLines();
    end = url === null || !unproved ? nothing : hold(hostOf(url), new Set(pins), () => void (unproved = false));
  };
  holdThem();
  return {
    pins: () => readPins(meta),
    set(pins) {
      writePins(meta, pins);
      holdThem();
    },
    barred: () => (url !== null && !url.startsWith('https:') && readPins(meta).length > 0 ? PLAIN : null),
    unproved: () => unproved,
    release: () => end(),
  };
}

const LOOK_MS = 5000;

/** The key the server shows now, whatever is pinned; its certificate is trusted by this machine. OFFLINE where there is none to see. */
export function lookAtKey(url: string): Promise<Result<string, 'OFFLINE'>> {
  const { port } = new URL(url);
  const host = hostOf(url) ?? '';
  const unseen = err('OFFLINE', '서버의 열쇠를 볼 수 없습니다. 서버에 닿지 않거나 이 PC가 믿지 않는 인증서입니다.');
  return new Promise((resolve) => {
    const named = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
    const socket = connect({ host, port: Number(port === '' ? 443 : port), ...named, checkServerIdentity: () => undefined });
    const finish = (result: Result<string, 'OFFLINE'>): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(LOOK_MS, () => finish(unseen));
    socket.on('error', () => finish(unseen));
    socket.on('secureConnect', () => finish(ok(spkiDigest(socket.getPeerCertificate().raw))));
  });
}
