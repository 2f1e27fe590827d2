/** The page: what is trusted, the files, and for each the same verdict as `ongyeol verify --json` gives. */

import { useEffect, useState } from 'react';
import { sha256Hex, type CryptoProvider } from '../../shared/crypto/crypto.ts';
import type { CapsuleTrust } from '../../shared/verify/capsule.ts';
import type { Envelope } from '../../shared/verify/envelope.ts';
import { refusalEnvelope } from '../../shared/verify/envelope.ts';
import { judgeFile } from '../../shared/verify/file.ts';
import { crlsFromPem, fromPem } from '../../shared/verify/pem.ts';
import { parseCertificate } from '../../shared/verify/pki.ts';
import { readPolicy } from '../../shared/verify/witness-policy.ts';
import { ok } from '../../shared/lib/result.ts';
import { koVerify as words } from '../i18n/ko-verify.ts';
import { Message } from '../ui/message.tsx';
import { ResultCard } from './result-card.tsx';

/** A file with its verdict. */
interface Judged {
  readonly name: string;
  readonly envelope: Envelope;
}

const groups = (hex: string): string => hex.match(/.{1,4}/g)?.join(' ') ?? '';

function FileButton({
  word,
  accept,
  many,
  onFiles,
}: {
  readonly word: string;
  readonly accept: string;
  readonly many: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  return (
    <label className="btn primary file-button">
      {word}
      <input
        type="file"
        className="sr"
        accept={accept}
        multiple={many}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </label>
  );
}

function Anchors({ anchors }: { readonly anchors: readonly Uint8Array[] }) {
  if (anchors.length === 0) return <p className="muted">{words.noTrust}</p>;
  return (
    <ul className="anchors">
      {anchors.map((der) => {
        const [parsed, digest] = [parseCertificate(der), sha256Hex(der)];
        return (
          <li key={digest}>
            <strong>{parsed.ok ? parsed.value.commonName : ''}</strong>
            <span className="muted">{words.fingerprint}</span> <code>{groups(digest)}</code>
          </li>
        );
      })}
    </ul>
  );
}

/** Bytes of a file; null where it cannot be read. */
async function bytesOf(file: File): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** What files are held against: roots of the agencies, roots of time stamps, lists of certificates that ended. */
type Against = Required<Pick<CapsuleTrust, 'anchors' | 'stampAnchors' | 'lists' | 'policy'>>;
type Kind = Exclude<keyof Against, 'policy'>;

const READERS: Readonly<Record<Kind, (pem: string) => Uint8Array[]>> = { anchors: fromPem, stampAnchors: fromPem, lists: crlsFromPem };
const NOTHING: Against = { anchors: [], stampAnchors: [], lists: [], policy: null };

/** The verdict as the command prints it with `--json`. */
async function envelopeOf(name: string, bytes: Uint8Array, trust: CapsuleTrust): Promise<Envelope> {
  const judged = await judgeFile(name, bytes, trust);
  return judged.ok ? judged.value : refusalEnvelope('verify', { code: judged.code, where: '', message: judged.message });
}

/** What the page knows and does. */
function useVerify(crypto: CryptoProvider) {
  const [against, setAgainst] = useState(NOTHING);
  const [given, setGiven] = useState<readonly File[]>([]);
  const [judged, setJudged] = useState<readonly Judged[]>([]);
  const [checking, setChecking] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  async function judge(files: readonly File[], trusted: Against): Promise<void> {
    const done: Judged[] = [];
    setSaid(null);
    for (const file of files) {
      setChecking(file.name);
      const bytes = await bytesOf(file);
      if (bytes === null) setSaid(words.unread(file.name));
      else done.push({ name: file.name, envelope: await envelopeOf(file.name, bytes, { ...trusted, crypto }) });
    }
    setJudged(done);
    setChecking(null);
  }
  async function trust(what: Kind, files: readonly File[]): Promise<void> {
    const bytes = files[0] === undefined ? null : await bytesOf(files[0]);
    const text = bytes === null ? '' : new TextDecoder().decode(bytes);
    const found = READERS[what](text);
    if (found.length === 0) return setSaid(words.nothingIn(files[0]?.name ?? '', words.kinds[what]));
    // Which witnesses must have cosigned stands beside the roots, in the same file.
    const policy = what === 'anchors' ? readPolicy(text) : ok(against.policy);
    if (!policy.ok) return setSaid(policy.message);
    const next = { ...against, [what]: found, policy: policy.value };
    setAgainst(next);
    await judge(given, next);
  }
  async function add(files: readonly File[]): Promise<void> {
    const all = [...given.filter((old) => !files.some(({ name }) => name === old.name)), ...files];
    setGiven(all);
    await judge(all, against);
  }
  return { against, judged, checking, said, trust, add };
}

/** What more may be held against a paper; without it the page says what it could not look at. */
function More({ against, onTrust }: { readonly against: Against; readonly onTrust: (what: Kind, files: readonly File[]) => void }) {
  return (
    <details>
      <summary>{words.more}</summary>
      <div className="more">
        {(['stampAnchors', 'lists'] as const).map((what) => (
          <div key={what} className="row-gap">
            <FileButton word={words.choose[what]} accept=".pem,.crt,.crl" many={false} onFiles={(files) => onTrust(what, files)} />
            <span className="muted">{against[what].length === 0 ? words.notChosen : words.chosen(against[what].length)}</span>
          </div>
        ))}
      </div>
    </details>
  );
}

/** Files let fall anywhere on the page. */
function useDrop(take: (files: readonly File[]) => void): void {
  useEffect(() => {
    const over = (event: DragEvent): void => event.preventDefault();
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) take(files);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  });
}

/** The page. */
export function VerifyPage({ crypto }: { readonly crypto: CryptoProvider }) {
  const { against, judged, checking, said, trust, add } = useVerify(crypto);
  const give = (what: Kind, files: readonly File[]): void => void trust(what, files);
  useDrop((files) => void (files.every(({ name }) => /\.(pem|crt)$/i.test(name)) ? trust('anchors', files) : add(files)));
  return (
    <main className="verify">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <section>
        <h2>{words.trust}</h2>
        <p className="subtle">{words.trustNote}</p>
        <FileButton word={words.chooseTrust} accept=".pem,.crt" many={false} onFiles={(files) => give('anchors', files)} />
        <Anchors anchors={against.anchors} />
        <More against={against} onTrust={give} />
      </section>
      <section>
        <h2>{words.files}</h2>
        <FileButton word={words.chooseFiles} accept=".ongyeol,.pdf" many onFiles={(files) => void add(files)} />
        <p className="muted">{words.drop}</p>
        {said !== null && <Message tone="bad" text={said} />}
      </section>
      <section aria-live="polite">
        <h2>{words.results}</h2>
        {checking !== null && <p className="subtle">{words.checking(checking)}</p>}
        {checking === null && judged.length === 0 && <p className="muted">{words.none}</p>}
        {judged.map(({ name, envelope }) => (
          <ResultCard key={name} name={name} envelope={envelope} />
        ))}
        <p className="muted cap">{words.same}</p>
      </section>
    </main>
  );
}
