/** The selected paper: next act first, then the route, then what to know before opening, then the text. */

import { useEffect, useState } from 'react';
import type { ActName, DocumentRow, DocumentView } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { BundleStrip } from '../bundle/bundle-strip.tsx';
import { awayWords, holdWords } from '../decide/standing.tsx';
import { Deviation } from '../decide/signed-what.tsx';
import { MiniSheet } from '../editor/mini-sheet.tsx';
import { ko } from '../i18n/ko.ts';
import { lastedWords, shortTime } from '../ui/dates.ts';
import { DueTag } from '../ui/due.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { Said } from '../ui/said.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { Strand } from '../ui/strand.tsx';
import { Before, isKnown } from './before.tsx';
import { myStep, turnWord } from './groups.ts';
import type { Together } from './use-together.tsx';

const ACTS = [
  'sendRevision',
  'reroute',
  'confirmReport',
  'receive',
  'designPartner',
  'fixBase',
  'seal',
  'issue',
  'redraft',
  'answer',
] as const satisfies readonly ActName[];

/** What the big button says: the act that waits, else reading. */
export function openWord(row: DocumentRow, acts: readonly ActName[]): string {
  const step = myStep(row);
  if (step !== undefined) return step.kind === 'approve' && step.as?.kind === 'acting' ? ko.preview.open.acting : ko.preview.open[step.kind];
  if (row.status === 'drafting') return row.consulted !== null ? ko.preview.open.answer : ko.preview.open[acts.includes('edit') ? 'draft' : 'read'];
  const act = ACTS.find((name) => acts.includes(name));
  return ko.preview.open[act ?? 'read'];
}

/** What was said on the way so far; `quiet` where something else is told beside it. */
export function Opinions({ row, quiet = false }: { readonly row: DocumentRow; readonly quiet?: boolean }) {
  const said = row.lanes.flatMap((lane) =>
    lane.stages
      .flat()
      .filter((step) => step.opinion !== null || step.differs)
      .map((step) => ({ lane, step })),
  );
  if (said.length === 0) return quiet ? null : <p className="muted">{ko.preview.nothing}</p>;
  return (
    <ul className="know">
      {said.map(({ lane, step }) => (
        <li key={step.id} className="check">
          <Glyph state={step.state} strand={lane.agency.strand} differs={step.differs} size={16} />
          <span>
            <b>{step.position}</b>{' '}
            {step.state === 'returned'
              ? `${ko.states.returned} ${ko.preview.reason}`
              : step.differs
                ? ko.states.differs
                : ko.document.decide.opinions.remark[0]}
            {step.opinion !== null && (
              <span className="subtle line">
                <Said text={step.opinion} />
              </span>
            )}
          </span>
          <span className="muted cap nw">{shortTime(step.at)}</span>
        </li>
      ))}
    </ul>
  );
}

/** As whom the own step is acted on, and a 보류 that stands. */
function Standing({ row }: { readonly row: DocumentRow }) {
  const step = myStep(row);
  const as = step?.as;
  if (step === undefined || (as?.kind !== 'acting' && step.hold === null)) return null;
  return (
    <ul className="know">
      {as?.kind === 'acting' && (
        <li className="check">
          <Glyph state="acting" size={16} />
          <span>
            <b>{ko.acts.standing.forWhom(as.forPost)}</b>
            <span className="subtle line">{awayWords(as)}</span>
          </span>
        </li>
      )}
      {step.hold !== null && (
        <li className="check">
          <Glyph state="held" size={16} />
          <span>{holdWords(step.hold)}</span>
        </li>
      )}
    </ul>
  );
}

/** Versions written in the chain since this person signed. */
function Changed({ row }: { readonly row: DocumentRow }) {
  const told = row.revisions.filter((one) => one.told || one.again);
  if (told.length === 0) return null;
  return (
    <ul className="know">
      {told.map(({ version, who, reason, at, again }) => (
        <li key={version} className="check">
          <Icon name="pen" />
          <span>
            <b>{ko.revision.short(version)}</b> {who}
            {reason !== '' && <span className="subtle line">“{reason}”</span>}
            {again && <span className="subtle line">{ko.revision.again}</span>}
          </span>
          <span className="muted cap nw">{shortTime(at)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The text is joined only when a row is looked at for a moment, not while passing by. */
function useRested(documentId: string): boolean {
  const [rested, setRested] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRested(documentId), 350);
    return () => clearTimeout(timer);
  }, [documentId]);
  return rested === documentId;
}

/** The papers of its 일괄기안. */
function Bundled({
  view,
  row,
  together,
  onOpen,
}: {
  readonly view: DocumentView | null;
  readonly row: DocumentRow;
  readonly together: Together;
  readonly onOpen: (paper: Pick<DocumentRow, 'documentId' | 'title'>) => void;
}) {
  if (view === null || view.bundled.length === 0) return null;
  return (
    <section className="card pad">
      <BundleStrip view={view} onOpen={onOpen} onSignAll={() => together.signAll(row)} onChange={() => together.bundle(row)} />
    </section>
  );
}

function Text({ view }: { readonly view: DocumentView }) {
  return (
    <section className="card text-card">
      <h3>
        {ko.preview.body}
        <span className="muted cap">{ko.preview.bodyMeta(view.attachmentList.length)}</span>
      </h3>
      <MiniSheet view={view} />
    </section>
  );
}

/** Panel at the right of a list; below 1200 px a drawer that Space opens. */
export function Preview({
  row,
  now,
  offline,
  shown,
  onOpen,
  onOpenPaper,
  together,
}: {
  readonly row: DocumentRow;
  readonly now: number;
  readonly offline: boolean;
  readonly shown: boolean;
  readonly onOpen: () => void;
  readonly onOpenPaper: (paper: Pick<DocumentRow, 'documentId' | 'title'>) => void;
  readonly together: Together;
}) {
  const { value } = useQuery('documents.get', { documentId: row.documentId }, row.documentId);
  const rested = useRested(row.documentId);
  return (
    <aside className={shown ? 'side shown' : 'side'} aria-label={ko.preview.label} data-area>
      <div className="side-head">
        <p className="row side-turn">
          {(row.waitingSince !== null || row.asks !== null || row.report === 'confirm' || row.consulted !== null) && (
            <span className="tag acc">
              <Icon name="pen" />
              {ko.preview.nextAct}
            </span>
          )}
          <b>{turnWord(row)}</b>
          <span className="muted ell">{value !== null && value.fields.work.length > 0 ? value.fields.work.join(' · ') : row.next}</span>
        </p>
        <h2>{row.title}</h2>
        {value !== null && value.fields.summary !== '' && <p className="subtle">{value.fields.summary}</p>}
        <p className="row side-acts">
          <button type="button" className="btn pri lg" onClick={onOpen}>
            {openWord(row, value?.acts ?? [])} <kbd>Enter</kbd>
          </button>
        </p>
        {row.handover !== null && <Message tone="warn" text={ko.directory.handover[row.handover.kind](row.handover.name, row.handover.post)} />}
        {offline && row.waitingSince !== null && (
          <p className="cap muted side-off">
            <Icon name="off" size={14} />
            {ko.preview.offline}
          </p>
        )}
      </div>
      <ScrollArea className="side-body" label={ko.preview.know}>
        <Bundled view={value} row={row} together={together} onOpen={onOpenPaper} />
        <section className="card pad">
          <h3>
            {ko.preview.route}
            <span className="sp" />
            {row.due !== null && (
              <span className="cap">
                <DueTag due={row.due} now={now} />
              </span>
            )}
            {row.waitingSince !== null && <span className="muted cap">{ko.preview.waitingFor(lastedWords(row.waitingSince, now))}</span>}
          </h3>
          <Strand order={row.order} lanes={row.lanes} size="panel" />
          {row.next !== '' && <p className="cap subtle">{row.next}</p>}
        </section>
        <section className="card pad">
          <h3>{ko.preview.know}</h3>
          {row.lanes.map((lane) => (
            <Deviation key={lane.agency.code} lane={lane} />
          ))}
          <Standing row={row} />
          <Changed row={row} />
          {value !== null && <Before view={value} />}
          <Opinions row={row} quiet={value !== null && isKnown(value)} />
        </section>
        {rested && value !== null && <Text key={value.documentId} view={value} />}
      </ScrollArea>
    </aside>
  );
}
