/** One file's verdict with the first fault, every check, and the envelope as a file. */

import type { CheckResult, Envelope } from '../../shared/verify/envelope.ts';
import { koVerify as words } from '../i18n/ko-verify.ts';

const TONES = { valid: 'ok', fault: 'bad', cannot: 'warn' } as const;
const MARKS = { ok: '✓', fault: '✗', skipped: '–' } as const;

function Check({ check }: { readonly check: CheckResult }) {
  return (
    <tr className={check.state}>
      <td>
        <span aria-hidden="true">{MARKS[check.state]}</span> {words.state[check.state]}
      </td>
      <td>{check.title}</td>
      <td className="muted">{check.where}</td>
      <td>{check.message}</td>
    </tr>
  );
}

/** Lets the browser keep a text as a file. */
function keep(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The card. */
export function ResultCard({ name, envelope }: { readonly name: string; readonly envelope: Envelope }) {
  const { verdict, firstFault, checks, subject } = envelope;
  const title = typeof subject['title'] === 'string' ? subject['title'] : null;
  return (
    <article className={`verdict ${TONES[verdict]}`} aria-label={name}>
      <h3>
        <span className="word">{words.verdict[verdict]}</span> {name}
      </h3>
      {title !== null && <p>{title}</p>}
      {firstFault !== undefined && (
        <p className="first">
          {verdict === 'fault' && <strong>{words.first} · </strong>}
          {firstFault.where !== '' && <span>{firstFault.where}: </span>}
          {firstFault.message} <code>{firstFault.code}</code>
        </p>
      )}
      {checks.length > 0 && (
        <details open={verdict !== 'valid'}>
          <summary>{words.checks(checks.length)}</summary>
          <table>
            <tbody>
              {checks.map((check, i) => (
                <Check key={i} check={check} />
              ))}
            </tbody>
          </table>
        </details>
      )}
      <button type="button" className="btn sm" onClick={() => keep(`${name}.verify.json`, JSON.stringify(envelope))}>
        {words.json}
      </button>
    </article>
  );
}
