/** 일괄기안: several drafts looked over, tied with one route and put up together (규칙 §5①). */

import { useState } from 'react';
import { useAct, type Act } from '../api/use-query.ts';
import { marksMissing, type Exemption } from '../decide/submit-flags.tsx';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Glyph, type GlyphState } from '../ui/glyph.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { OfAll, type OfAllState } from './of-all.tsx';
import { BundlePaper } from './bundle-paper.tsx';
import { routeOf, stageOf, stopsOf, useBundle, whyNot, type Bundle, type BundleItem } from './use-bundle.ts';

const words = ko.bundle;

/** What a paper of the list says of itself, and its sign. */
function standing({ view, went, said }: BundleItem, main: BundleItem | undefined): readonly [GlyphState, string] {
  if (went !== 'draft')
    return [went === 'up' ? 'ok' : went === 'waiting' ? 'unreachable' : went === 'refused' ? 'stop' : 'now', said === '' ? words.went[went] : said];
  if (view === null) return ['todo', ''];
  const route = routeOf(view);
  if (route === null) return ['todo', words.noRoute];
  if (main?.view != null && route !== routeOf(main.view)) return ['todo', words.otherRoute];
  const [stops, warns] = [stopsOf(view).length, view.checks.filter(({ state }) => state === 'warn').length];
  if (stops > 0) return ['stop', words.stops(stops)];
  return warns > 0 ? ['warn', words.warns(warns)] : ['ok', words.ready];
}

function List({ items, at, onPick }: { readonly items: readonly BundleItem[]; readonly at: number; readonly onPick: (at: number) => void }) {
  return (
    <nav className="kept-list" aria-label={words.list}>
      {items.map((item, i) => {
        const [glyph, text] = standing(item, items[0]);
        return (
          <button type="button" key={item.documentId} className={i === at ? 'on' : ''} aria-current={i === at ? 'true' : undefined} onClick={() => onPick(i)}>
            <span className="batch-item">
              <Glyph state={glyph} size={16} />
              <b className="ell">{item.view?.title ?? ''}</b>
            </span>
            <span className="muted line">{[i === 0 ? words.main : `${i + 1}`, text].filter((one) => one !== '').join(' · ')}</span>
          </button>
        );
      })}
    </nav>
  );
}

/** Moving the paper in the list, leaving it out, opening it. */
function Place({
  bundle,
  at,
  onAt,
  onOpen,
}: {
  readonly bundle: Bundle;
  readonly at: number;
  readonly onAt: (at: number) => void;
  readonly onOpen: (item: BundleItem) => void;
}) {
  const item = bundle.items[at];
  if (item === undefined) return null;
  return (
    <>
      {bundle.movable && (
        <>
          <button type="button" className="btn sm" disabled={at === 0} onClick={() => onAt(bundle.move(at, -1))}>
            {words.up} <kbd>Alt ↑</kbd>
          </button>
          <button type="button" className="btn sm" disabled={at === bundle.items.length - 1} onClick={() => onAt(bundle.move(at, 1))}>
            {words.down} <kbd>Alt ↓</kbd>
          </button>
          {bundle.items.length > 2 && (
            <button
              type="button"
              className="btn sm"
              onClick={() => {
                bundle.leave(item.documentId);
                onAt(Math.max(0, at - 1));
              }}
            >
              {words.leave}
            </button>
          )}
        </>
      )}
      <button type="button" className="btn sm quiet" onClick={() => onOpen(item)}>
        {words.openPaper}
      </button>
    </>
  );
}

/** How it went: what is up, what waits, what stayed a draft. */
function Result({ bundle }: { readonly bundle: Bundle }) {
  const count = (...states: readonly BundleItem['went'][]): number => bundle.items.filter(({ went }) => states.includes(went)).length;
  const left = count('draft', 'refused');
  return (
    <div className="batch-result">
      <Message tone={left > 0 ? 'warn' : 'ok'} text={words.done(count('up'), count('waiting'), left)} />
    </div>
  );
}

function Foot({
  bundle,
  act,
  why,
  onAct,
  onKeep,
  onUntie,
  onClose,
}: {
  readonly bundle: Bundle;
  readonly act: Act;
  readonly why: string | null;
  readonly onAct: () => void;
  readonly onKeep: () => void;
  readonly onUntie: () => void;
  readonly onClose: () => void;
}) {
  const { items, left } = bundle;
  if (bundle.running)
    return (
      <footer className="dialog-foot" role="status">
        <span>{words.submitting(items.length - left + 1, items.length)}</span>
        <span className="sp" />
        <ActButton look="lg" onAct={bundle.stop}>
          {words.stop}
        </ActButton>
      </footer>
    );
  const ready = stageOf(items) === 'ready';
  const tied = items.every(({ view }) => view?.bundle != null);
  return (
    <footer className="dialog-foot">
      {bundle.movable && tied && (
        <ActButton look="lg quiet" busy={act.busy} onAct={onUntie}>
          {words.untie}
        </ActButton>
      )}
      <span className="sp" />
      <button type="button" className="btn lg quiet" onClick={onClose}>
        {ko.close} <kbd>Esc</kbd>
      </button>
      {bundle.movable && !tied && (
        <ActButton look="lg" busy={act.busy} onAct={onKeep}>
          {words.keep}
        </ActButton>
      )}
      {left > 0 && (
        <ActButton look="pri lg" busy={act.busy} busyWord={words.sharing} why={why} onAct={onAct}>
          {ready ? words.submit(left) : words.share} <kbd>{ready ? 'F9' : 'Ctrl ↵'}</kbd>
        </ActButton>
      )}
    </footer>
  );
}

/** The dialog over these drafts, the main one first. */
export function BundleDialog({
  papers,
  onOpen,
  onClose,
}: {
  readonly papers: readonly string[];
  readonly onOpen: (paper: { readonly documentId: string; readonly title: string }) => void;
  readonly onClose: () => void;
}) {
  const bundle = useBundle(papers);
  const act = useAct();
  const [at, setAt] = useState(0);
  const [all, setAll] = useState<OfAllState>({ important: false, majorPolicy: false, exemption: null, reason: '' });
  const { items } = bundle;
  const here = items[at];
  const order = items.map(({ documentId }) => documentId);
  const exempt = marksMissing(items[0]?.view?.lanes.find(({ role }) => role === 'lead'));
  const ready = stageOf(items) === 'ready';
  const why = whyNot(items) ?? (ready && exempt && all.exemption === null ? ko.routeRules.exemption.needed : null);
  const share = async (): Promise<void> => {
    const tied = await act.run('bundle.set', { papers: order });
    if (tied !== null) await act.run('bundle.route', { papers: order, reason: all.reason });
  };
  const next = (): void => {
    if (why !== null || bundle.running) return;
    const exemption: Exemption = exempt ? all.exemption : null;
    if (ready) bundle.submit({ important: all.important, majorPolicy: all.majorPolicy, exemption });
    else void share();
  };
  const close = (): void => {
    if (!bundle.running) onClose();
  };
  const move = (by: 1 | -1) => (): boolean => {
    if (bundle.movable) setAt(bundle.move(at, by));
    return bundle.movable;
  };
  useShortcuts({ 'Ctrl Enter': next, F9: next, 'Alt ↑': move(-1), 'Alt ↓': move(1) }, true);
  const told = act.said?.ok === false && act.said.code !== 'BUNDLE_REASON' ? act.said.text : null;
  return (
    <Dialog wide title={words.title(items.length)} sub={<p className="subtle">{words.note}</p>} onClose={close}>
      {bundle.ended && <Result bundle={bundle} />}
      {told !== null && <Message tone="bad" text={told} onClose={act.clear} />}
      <div className="kept batch bundle">
        <List items={items} at={at} onPick={setAt} />
        {here?.view != null && (
          <BundlePaper key={here.documentId} view={here.view} main={at === 0}>
            <Place bundle={bundle} at={at} onAt={setAt} onOpen={({ documentId, view }) => onOpen({ documentId, title: view?.title ?? '' })} />
          </BundlePaper>
        )}
      </div>
      {!bundle.ended && <OfAll all={all} exempt={exempt} asked={act.said?.code === 'BUNDLE_REASON' ? act.said.text : null} onAll={setAll} />}
      <Foot
        bundle={bundle}
        act={act}
        why={why}
        onAct={next}
        onKeep={() => void act.run('bundle.set', { papers: order })}
        onUntie={() => void act.run('bundle.set', { papers: order.slice(0, 1) }).then((it) => it !== null && onClose())}
        onClose={close}
      />
    </Dialog>
  );
}
