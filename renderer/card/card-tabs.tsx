/** Parts of the card: 보고경로 with opinions, 시행정보 with arrivals, 문서정보, 관리정보. */

import type { Acted } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { digestWords } from '../decide/signed-what.tsx';
import { sizeWords } from '../editor/attachment-row.tsx';
import { relatedWords } from '../editor/related-papers.tsx';
import { sealWords } from '../editor/seal-row.tsx';
import { koForms } from '../i18n/ko-forms.ts';
import { koPast } from '../i18n/ko-past.ts';
import { ko } from '../i18n/ko.ts';
import { dayOnly, dayTime, fullTime } from '../ui/dates.ts';
import { useNow } from '../ui/use-now.ts';
import { ReadersRow } from '../readers/readers-row.tsx';
import { Consultations } from '../consultation/consultations.tsx';
import { LaneRows } from './lane-rows.tsx';
import { PastVersions, saidCount } from './past-versions.tsx';
import { Reports } from './reports.tsx';
import { Revisions } from './revisions.tsx';

const words = ko.document.card;

/** 보고경로. */
export function RouteTab({ view, onActed }: { readonly view: DocumentView; readonly onActed: (acted: Acted) => void }) {
  const now = useNow();
  // What was written in a version that is over stands there.
  const over = Math.max(0, ...view.past.filter(({ how }) => how !== 'rewritten').map(({ version }) => version));
  const { opinions, instructions, over: versions } = saidCount(view);
  const count = koPast.count(opinions, instructions, versions);
  return (
    <>
      {count !== '' && <p className="said-count cap muted">{count}</p>}
      {view.lanes.map((lane) => (
        <LaneRows key={lane.agency.code} lane={lane} now={now} revisions={view.revisions.filter(({ version }) => version > over)} />
      ))}
      <Revisions view={view} />
      <Reports view={view} />
      <Consultations view={view} onActed={onActed} />
      <PastVersions view={view} />
    </>
  );
}

/** 시행정보: who got it and when; outside recipients are never shown as arrived. */
export function IssueTab({ view }: { readonly view: DocumentView }) {
  const { recipients } = view.times;
  if (recipients.length === 0) return <p className="muted pad">{words.noRecipients}</p>;
  return (
    <table className="tb">
      <thead>
        <tr>
          <th scope="col">{words.recipient}</th>
          <th scope="col">{words.arrival}</th>
        </tr>
      </thead>
      <tbody>
        {recipients.map((one) => (
          <tr key={one.name}>
            <td>{one.name}</td>
            <td>
              {one.outside ? (
                <span className="tag off">{words.outside}</span>
              ) : one.arrivedAt === null ? (
                <span className="tag warn">{words.notArrived}</span>
              ) : (
                <span className="num">{fullTime(one.arrivedAt)}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="kv info-list">
      {rows.map(([label, text]) => (
        <div key={label} className="kv-row">
          <dt>{label}</dt>
          <dd>{text === '' ? words.none : text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Opens another paper. */
export type OpenRelated = (paper: { readonly documentId: string; readonly title: string }) => void;

/** 문서정보: what the paper says about itself. */
export function InfoTab({ view, onOpen }: { readonly view: DocumentView; readonly onOpen: OpenRelated }) {
  const { fields } = view;
  const { important, majorPolicy } = ko.routeRules.flags;
  const flags = [...(view.important ? [important] : []), ...(view.majorPolicy ? [majorPolicy] : [])].join(' · ');
  const rows: readonly (readonly [string, string])[] = [
    [words.version, ko.version(view.version)],
    ...(flags === '' ? [] : [[ko.routeRules.flags.title, flags] as const]),
    ...(view.wholeDue === null ? [] : [[ko.due.whole, dayOnly(dayTime(view.wholeDue.day))] as const]),
    [words.summary, fields.summary],
    [words.keywords, fields.keywords.join(', ')],
    [words.work, fields.work.join(', ')],
    [words.originator, fields.originator],
    [words.reporter, fields.reporter],
    [words.attachments, view.attachmentList.map((one) => `${one.label} (${one.name}, ${sizeWords(one.size)})`).join('\n')],
    [words.digest, digestWords(view.contentDigest, true)],
  ];
  return (
    <>
      <Facts rows={rows} />
      {fields.related.length > 0 && (
        <section className="related">
          <h3>{koForms.fields.related}</h3>
          <ul>
            {fields.related.map((paper) => (
              <li key={paper.documentId}>
                <button type="button" className="btn quiet" onClick={() => onOpen({ documentId: paper.documentId, title: paper.title })}>
                  {relatedWords(paper)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** 관리정보: how each agency registers and keeps it. */
export function ManageTab({ view }: { readonly view: DocumentView }) {
  const { fields } = view;
  const seal = sealWords(fields);
  const lanes = view.lanes.flatMap((lane) => {
    const file = lane.recordFile ?? (lane.role === 'lead' ? fields.recordFile : '');
    return [
      [words.registrationOf(lane.agency.name), lane.registration ?? words.notRegistered],
      [words.fileOf(lane.agency.name), file],
    ] as const;
  });
  return (
    <>
      <Facts
        rows={[
          ...lanes,
          [words.retention, fields.retention],
          [words.disclosure, [fields.disclosure, fields.disclosureReason].filter((one) => one !== '').join(' · ')],
          ...(seal === null ? [] : [[koForms.seal.label, seal] as const]),
        ]}
      />
      <ReadersRow view={view} />
    </>
  );
}
