/** State of the chain of records: what the server checked, and what this PC can say of it itself. */

import type { RecordsView } from '../../shared/api/records-view.ts';
import { ko } from '../i18n/ko.ts';
import { clockTime } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';

const words = ko.records.chain;

/** One line; bad news is an alert. */
export function Chain({ chain, note }: { readonly chain: RecordsView['chain']; readonly note: string }) {
  const bad = chain.fault !== null || chain.noted === 'broken';
  const what = chain.fault === null ? words[chain.noted] : words.fault(chain.fault);
  return (
    <div className={bad ? 'note bad records-chain' : 'note ok records-chain'} role={bad ? 'alert' : 'status'}>
      <Icon name={bad ? 'warn' : 'shield'} />
      <div>
        {!bad && <strong>{words.whole(chain.count)}</strong>}
        <p>
          {what} {note}
        </p>
      </div>
      <span className="muted cap num" title={`${words.head} ${chain.count}:${chain.head}`}>
        {words.head} {chain.head.slice(0, 12)} · {words.at(clockTime(chain.checkedAt))}
      </span>
    </div>
  );
}
