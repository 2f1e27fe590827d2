/** What is looked for: whose records, which person, day, kind and paper. */

import { DayInput } from '../ui/day-input.tsx';
import { RECORD_ACTS, type RecordsAsk, type RecordsView } from '../../shared/api/records-view.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';

const words = ko.records;

function Scopes({ ask, agency, onAsk }: { readonly ask: RecordsAsk; readonly agency: string; readonly onAsk: (ask: RecordsAsk) => void }) {
  return (
    <div className="seg" role="group" aria-label={words.scopesLabel}>
      {(['ownRecords', 'agencyRecords'] as const).map((scope) => (
        <button
          key={scope}
          type="button"
          className={ask.scope === scope ? 'on' : ''}
          aria-pressed={ask.scope === scope}
          onClick={() => onAsk({ ...ask, scope, person: '' })}
        >
          {scope === 'ownRecords' ? words.scopes.ownRecords : agency}
        </button>
      ))}
    </div>
  );
}

/** The bar. `paper` is the name of the paper the list is about, '' for all. */
export function Filters({
  ask,
  agency,
  people,
  paper,
  onAsk,
}: {
  readonly ask: RecordsAsk;
  readonly agency: string | null;
  readonly people: RecordsView['people'];
  readonly paper: string;
  readonly onAsk: (ask: RecordsAsk) => void;
}) {
  return (
    <div className="records-filters" data-area>
      {agency === null ? <b>{words.scopes.ownRecords}</b> : <Scopes ask={ask} agency={agency} onAsk={onAsk} />}
      {ask.scope === 'agencyRecords' && (
        <select className="field" aria-label={words.person} value={ask.person} onChange={(event) => onAsk({ ...ask, person: event.target.value })}>
          <option value="">{words.everyone}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <DayInput label={words.day} value={ask.day} onDay={(day) => onAsk({ ...ask, day })} />
      <select
        className="field"
        aria-label={words.act}
        value={ask.act}
        onChange={(event) => onAsk({ ...ask, act: RECORD_ACTS.find((act) => act === event.target.value) ?? '' })}
      >
        <option value="">{words.everyAct}</option>
        {RECORD_ACTS.map((act) => (
          <option key={act} value={act}>
            {words.acts[act]}
          </option>
        ))}
      </select>
      {ask.document !== '' && (
        <button type="button" className="btn sm" title={words.anyDocument} onClick={() => onAsk({ ...ask, document: '' })}>
          <span className="ell">{words.onlyDocument(paper)}</span>
          <Icon name="close" size={12} />
          <span className="sr">{words.anyDocument}</span>
        </button>
      )}
    </div>
  );
}
