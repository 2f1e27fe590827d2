/** The middle of 조직·사람: the tree of an agency, its record files, its seals, and for its administrator the invitations. */

import type { DirectoryView } from '../../shared/api/directory-view.ts';
import { ko } from '../i18n/ko.ts';
import { AdministratorsPart } from './administrators-part.tsx';
import { DutiesPart } from './duties-part.tsx';
import { InvitationsPart } from './invitations-part.tsx';
import { RecordsPart } from './records-part.tsx';
import { SealsPart } from './seals-part.tsx';
import { TemplatesPart } from './templates-part.tsx';
import { Tree } from './tree.tsx';
import type { OpenPaper } from './work-list.tsx';

const words = ko.directory;

/** Parts of the middle. */
export type Part = 'tree' | 'duties' | 'records' | 'seals' | 'templates' | 'administrators' | 'invitations';

const PARTS = ['tree', 'duties', 'records', 'seals', 'templates', 'administrators', 'invitations'] as const satisfies readonly Part[];

function Parts({ parts, part, onPart }: { readonly parts: readonly Part[]; readonly part: Part; readonly onPart: (part: Part) => void }) {
  return (
    <div className="seg" role="group" aria-label={words.parts.label}>
      {parts.map((one) => (
        <button key={one} type="button" className={one === part ? 'on' : ''} aria-pressed={one === part} onClick={() => onPart(one)}>
          {words.parts[one]}
        </button>
      ))}
    </div>
  );
}

/** The middle. A part that is not this person's falls back to the tree. */
export function Middle({
  view,
  searching,
  chosen,
  part: wanted,
  onPart,
  onChoose,
  onSaid,
  onOpen,
}: {
  readonly view: DirectoryView;
  readonly searching: boolean;
  readonly chosen: string | null;
  readonly part: Part;
  readonly onPart: (part: Part) => void;
  readonly onChoose: (id: string) => void;
  readonly onSaid: (sentence: string) => void;
  readonly onOpen: OpenPaper;
}) {
  const agency = view.agencies.find(({ code }) => code === view.agency);
  const people = view.groups.reduce((sum, { seats }) => sum + seats.length, 0);
  if (agency === undefined) return <p className="muted dir-none">{words.empty}</p>;
  const administers = view.administers === agency.code;
  const parts = PARTS.filter((one) => (one !== 'invitations' || administers) && (one !== 'templates' || agency.own));
  const part = parts.includes(wanted) ? wanted : 'tree';
  return (
    <>
      <div className="dir-agency">
        <h2>{agency.name}</h2>
        <span className="muted">
          {words.head(view.head)} · {searching ? words.found(people) : words.people(agency.people)}
        </span>
        <span className="sp" />
        <Parts parts={parts} part={part} onPart={onPart} />
      </div>
      {part === 'duties' && <DutiesPart key={agency.code} agency={agency.code} administers={administers} onSaid={onSaid} />}
      {part === 'records' && <RecordsPart agency={agency.code} administers={administers} onSaid={onSaid} />}
      {part === 'seals' && <SealsPart agency={agency.code} administers={administers} onSaid={onSaid} onOpen={onOpen} />}
      {part === 'templates' && <TemplatesPart administers={administers} onSaid={onSaid} />}
      {part === 'administrators' && <AdministratorsPart key={agency.code} agency={agency.code} administers={administers} onSaid={onSaid} />}
      {part === 'invitations' && <InvitationsPart onSaid={onSaid} />}
      {part === 'tree' && people === 0 && <p className="muted dir-none">{searching ? words.none : words.noUnits}</p>}
      {part === 'tree' && <Tree groups={view.groups} label={words.tree(agency.name)} left={view.left} chosen={chosen} onChoose={onChoose} />}
    </>
  );
}
