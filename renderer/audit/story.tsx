/** 문서 재현: what happened step by step, with the text and the route as they stood then, and who read it. */

import { useEffect, useState } from 'react';
import type { AuditMoment, AuditStory } from '../../shared/api/audit-view.ts';
import { useQuery } from '../api/use-query.ts';
import { Readers } from '../card/readers.tsx';
import { ko } from '../i18n/ko.ts';
import { DiffLines } from '../stranded/diff-lines.tsx';
import { Agency } from '../ui/agency.tsx';
import { shortTime } from '../ui/dates.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { TimeLine } from './time-line.tsx';

const words = ko.audit.story;
const PACE_MS = 900;

/** Going from step to step, by hand or by itself. */
function useSteps(count: number, first: number) {
  const [at, setAt] = useState(Math.min(first, count - 1));
  const [wanted, setWanted] = useState(false);
  const playing = wanted && at < count - 1;
  const go = (to: number): void => setAt(Math.max(0, Math.min(count - 1, to)));
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => setAt((before) => before + 1), PACE_MS);
    return () => clearTimeout(timer);
  }, [playing, at]);
  const play = (): void => {
    if (!playing && at >= count - 1) setAt(0);
    setWanted(!playing);
  };
  return { at, go, playing, play };
}

type Steps = ReturnType<typeof useSteps>;

function Controls({ story, steps }: { readonly story: AuditStory; readonly steps: Steps }) {
  const { at, go, playing, play } = steps;
  const last = story.steps.length - 1;
  return (
    <div className="row audit-controls">
      <button type="button" className="btn sm icon" aria-label={words.before} title={words.before} aria-disabled={at === 0} onClick={() => go(at - 1)}>
        <Icon name="back" size={14} />
      </button>
      <button type="button" className="btn sm" aria-pressed={playing} onClick={play}>
        <Icon name={playing ? 'sideBySide' : 'play'} size={14} />
        {playing ? words.pause : words.play} <kbd>Space</kbd>
      </button>
      <button type="button" className="btn sm icon" aria-label={words.next} title={words.next} aria-disabled={at === last} onClick={() => go(at + 1)}>
        <Icon name="redo" size={14} />
      </button>
      <input
        type="range"
        min={0}
        max={last}
        value={at}
        aria-label={words.slider}
        aria-valuetext={`${words.of(at + 1, last + 1)} ${story.steps[at]?.what ?? ''}`}
        onChange={(event) => go(Number(event.target.value))}
      />
      <span className="muted cap num">{words.of(at + 1, last + 1)}</span>
    </div>
  );
}

function StepList({ story, steps }: { readonly story: AuditStory; readonly steps: Steps }) {
  const evidence = new Set(story.findings.flatMap((finding) => finding.steps));
  return (
    <ScrollArea className="audit-steps" label={words.steps}>
      <ol>
        {story.steps.map((step, i) => (
          <li key={step.seq}>
            <button
              type="button"
              className={i === steps.at ? 'on' : i > steps.at ? 'later' : ''}
              aria-current={i === steps.at ? 'step' : undefined}
              ref={(button) => {
                if (i === steps.at) button?.scrollIntoView({ block: 'nearest' });
              }}
              onClick={() => steps.go(i)}
            >
              <time dateTime={step.at}>{shortTime(step.at)}</time>
              {step.agency === null ? <span className="server-mark" /> : <Agency agency={step.agency} />}
              <span className="ell">
                <b>{step.what}</b> <span className="subtle">{step.who}</span>
                {step.detail !== '' && <span className="line muted cap ell">{step.detail}</span>}
              </span>
              {evidence.has(step.seq) ? (
                <Icon name="warn" size={14} />
              ) : (
                <Glyph state={step.verified === 'ok' ? 'ok' : step.verified === 'fault' ? 'stop' : 'unreachable'} size={14} />
              )}
              {evidence.has(step.seq) && <span className="sr">{words.evidence}</span>}
            </button>
          </li>
        ))}
      </ol>
    </ScrollArea>
  );
}

function TextThen({ moment }: { readonly moment: AuditMoment }) {
  const { text, version } = moment;
  return (
    <ScrollArea className="audit-text" label={version === null ? words.steps : words.text(version)}>
      <h3>
        {version === null ? '' : words.text(version)}
        {text?.against != null && <span className="cap muted">{words.against(text.against)}</span>}
      </h3>
      {text === null ? <p className="muted">{version === null ? words.noText : words.missingText(version)}</p> : <DiffLines lines={text.lines} />}
    </ScrollArea>
  );
}

const STEP_GLYPHS = { todo: 'todo', now: 'now', signed: 'signed', skipped: 'skipped', returned: 'returned' } as const;

function RouteThen({ moment }: { readonly moment: AuditMoment }) {
  return (
    <section className="sec" aria-label={words.route}>
      <h2>
        <Icon name="flow" />
        {words.route}
      </h2>
      <p className="muted cap">{words.status(moment.status)}</p>
      {moment.lanes.every(({ steps }) => steps.length === 0) && <p className="muted">{words.noRoute}</p>}
      {moment.lanes.map(({ agency, steps }) => (
        <div key={agency.code} className="audit-lane">
          <Agency agency={agency} name />
          <ol>
            {steps.map((step, i) => (
              <li key={`${step.position}${i}`}>
                <Glyph state={STEP_GLYPHS[step.state]} strand={agency.strand} size={16} />
                <span className="subtle">{step.kind}</span>
                <span className="ell">{step.position}</span>
                <span className="muted cap">{words.stepStates[step.state]}</span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

function FindingsOf({ story, onGo }: { readonly story: AuditStory; readonly onGo: (seq: number) => void }) {
  return (
    <section className="sec" aria-label={words.findings}>
      <h2>
        <Icon name="warn" />
        {words.findings}
      </h2>
      {story.findings.length === 0 && <p className="muted">{words.noFindings}</p>}
      <ul className="audit-own">
        {story.findings.map(({ kind, name, law, message, grave, steps }) => (
          <li key={`${kind}${message}`}>
            <Glyph state={grave ? 'stop' : 'warn'} size={16} />
            <span>
              <b>{name}</b> <span className="muted cap">{law}</span>
              <span className="line subtle">{message}</span>
              {steps.map((seq) => (
                <button key={seq} type="button" className="btn sm" onClick={() => onGo(seq)}>
                  {words.entry(seq + 1)}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({ story, first, onBack }: { readonly story: AuditStory; readonly first: number; readonly onBack: () => void }) {
  const steps = useSteps(story.steps.length, first);
  const { value, error } = useQuery('audit.moment', { documentId: story.documentId, seq: steps.at }, '');
  const [shown, setShown] = useState<AuditMoment | null>(null);
  if (value !== null && value !== shown) setShown(value);
  useShortcuts({ J: () => steps.go(steps.at + 1), K: () => steps.go(steps.at - 1), Space: steps.play });
  return (
    <div className="audit-story">
      <section className="card audit-card" aria-label={words.title}>
        <h3>
          <button type="button" className="btn sm" onClick={onBack}>
            <Icon name="back" size={14} />
            {words.back}
          </button>
          {words.title}
          <span className="audit-name">
            {story.number} {story.title}
          </span>
        </h3>
        {story.state === 'unknown' && <Message tone="warn" text={words.unchecked} />}
        <TimeLine story={story} shown={steps.at} onShow={steps.go} />
        <Controls story={story} steps={steps} />
      </section>
      {error !== null && <Message tone="bad" text={error} />}
      <div className="audit-then">
        <StepList story={story} steps={steps} />
        {shown === null ? <span /> : <TextThen moment={shown} />}
        <ScrollArea className="audit-side" label={words.route}>
          {shown !== null && <RouteThen moment={shown} />}
          <FindingsOf story={story} onGo={steps.go} />
          <Readers readers={story.readers} />
        </ScrollArea>
      </div>
    </div>
  );
}

/** The story of one paper, first shown at a step. */
export function Story({ documentId, first, onBack }: { readonly documentId: string; readonly first: number; readonly onBack: () => void }) {
  const { value, error } = useQuery('audit.story', { documentId }, '');
  if (error !== null) return <Message tone="bad" text={error} />;
  return value === null ? null : <Told key={`${documentId}${first}`} story={value} first={first} onBack={onBack} />;
}
