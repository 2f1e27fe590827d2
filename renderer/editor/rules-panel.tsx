/** 작성 규칙 beside the sheet: what was found, why, and one click to mend it. */

import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { RULE_TEXTS } from '../../shared/writing/rules/lint.ts';
import { koRules } from '../i18n/ko-rules.ts';
import { Icon } from '../ui/icons.tsx';
import { useEditors } from './parts/use-editors.ts';
import { knownFindings, mendFindings, showFinding, type PlacedFinding } from './rules.ts';

/** Shown at once; the rest come up as these are mended. */
const SHOWN = 12;

function Card({ finding, run }: { readonly finding: PlacedFinding; readonly run: (command: Command) => void }) {
  const { title, article, explanation } = RULE_TEXTS[finding.code];
  return (
    <li className="rule-card">
      <div className="row">
        <button type="button" className="rule-name" title={explanation} onClick={() => run(showFinding(finding))}>
          {title}
        </button>
        <span className="sp" />
        {finding.fix !== null && (
          <button type="button" className="btn sm" aria-label={koRules.mendThis(title, finding.found)} onClick={() => run(mendFindings([finding]))}>
            {koRules.mend}
          </button>
        )}
      </div>
      <p className="rule-change">
        {finding.fix === null ? (
          <span>{finding.found}</span>
        ) : (
          <>
            {finding.found !== '' && <del>{finding.found}</del>} <ins>{finding.fix === '' ? koRules.takeOut : finding.fix}</ins>
          </>
        )}
        <span className="sp" />
        <span className="muted cap">{article}</span>
      </p>
      <p className="muted cap">{explanation}</p>
    </li>
  );
}

/** The section; nothing where nothing was found. */
export function RulesPanel({ editors }: { readonly editors: readonly Editor[] }) {
  const found = useEditors(
    editors,
    (all) => all.filter(({ isEditable }) => isEditable).map((editor) => ({ editor, own: knownFindings(editor.state) })),
    (a, b) => a.length === b.length && a.every(({ editor, own }, i) => b[i]?.editor === editor && b[i].own === own),
  );
  const findings = found.flatMap(({ editor, own }) => own.map((finding) => ({ editor, finding })));
  const run = (editor: Editor, command: Command): void => {
    command(editor.state, editor.view.dispatch);
    editor.commands.focus();
  };
  const fixable = findings.filter(({ finding }) => finding.fix !== null);
  const mendAll = (): void => {
    for (const { editor, own } of found) run(editor, mendFindings(own.filter(({ fix }) => fix !== null)));
  };
  if (findings.length === 0) return null;
  return (
    <section className="sec" aria-label={koRules.title}>
      <h2>
        <Icon name="warn" />
        {koRules.title} <span className="cnt">{findings.length}</span>
        <span className="sp" />
        {fixable.length > 1 && (
          <button type="button" className="btn sm" onClick={mendAll}>
            {koRules.mendAll}
          </button>
        )}
      </h2>
      <ul className="rule-list">
        {findings.slice(0, SHOWN).map(({ editor, finding }) => (
          <Card key={`${editors.indexOf(editor)} ${finding.code}${finding.from}`} finding={finding} run={(command) => run(editor, command)} />
        ))}
      </ul>
      {findings.length > SHOWN && <p className="muted cap">{koRules.more(findings.length - SHOWN)}</p>}
      <p className="muted cap">{koRules.keys}</p>
    </section>
  );
}
