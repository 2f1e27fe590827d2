/** The records as a table, newest first. */

import type { RecordRow } from '../../shared/api/records-view.ts';
import type { DirectoryStep } from '../app/places.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { fullTime, shortTime } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';

const words = ko.records;
const TONES: Readonly<Partial<Record<RecordRow['act'], string>>> = { refused: 'bad', administered: 'warn', downloaded: 'acc' };

type Paper = NonNullable<RecordRow['document']>;

interface TableProps {
  readonly own: boolean;
  readonly onPaper: (paper: Paper) => void;
  readonly onStep: (step: DirectoryStep) => void;
}

function Row({ row, own, onPaper, onStep }: TableProps & { readonly row: RecordRow }) {
  const { document, directory } = row;
  return (
    <tr className={row.whole ? '' : 'bad'}>
      <td className="num">
        <time dateTime={row.at} title={fullTime(row.at)}>
          {shortTime(row.at)}
        </time>
      </td>
      {!own && (
        <td>
          <span className="records-who">
            {row.agency !== null && <Agency agency={{ ...row.agency, strand: row.agency.own ? 1 : 5 }} />}
            <span>{row.who}</span>
          </span>
        </td>
      )}
      <td>
        <span className={`tag ${TONES[row.act] ?? ''}`}>{words.acts[row.act]}</span> {row.what}
        {!row.whole && (
          <span className="line">
            <Icon name="warn" size={14} /> {words.broken}
          </span>
        )}
      </td>
      <td>
        {document !== null && (
          <button type="button" className="link ell" title={document.name} onClick={() => onPaper(document)}>
            {document.name}
          </button>
        )}
        {directory !== null && (
          <button type="button" className="link ell" onClick={() => onStep(directory)}>
            {words.step(directory.seq + 1)}
          </button>
        )}
      </td>
      <td>{row.why}</td>
      <td className="muted num">
        {row.from}
        {row.device !== '' && <span className="line">{words.device(row.device)}</span>}
      </td>
    </tr>
  );
}

/** The table. `own` leaves out who: it is the person that looks. */
export function RecordsTable({ rows, ...props }: TableProps & { readonly rows: readonly RecordRow[] }) {
  const { own } = props;
  const { columns } = words;
  return (
    <table className="records-table">
      <thead>
        <tr>
          <th scope="col">{columns.at}</th>
          {!own && <th scope="col">{columns.who}</th>}
          <th scope="col">{columns.what}</th>
          <th scope="col">{columns.document}</th>
          <th scope="col">{columns.why}</th>
          <th scope="col">{columns.from}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.n} row={row} {...props} />
        ))}
      </tbody>
    </table>
  );
}
