/** 관계기관 정하기: agencies found and put in, each with its 처리과, in their order, together or in turn. */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { koPartners as words } from '../i18n/ko-partners.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

type Agency = Output<'documents.newDraft'>['agencies'][number];
type Partner = DocumentView['partners'][number];

const MOST_SHOWN = 8;

/** One agency to be put in, in one of its 처리과. */
interface Found {
  readonly partner: Partner;
  readonly agency: string;
  readonly unit: string;
}

/** Agencies and 처리과 that match, those already in left out; the first 처리과 of each agency where nothing is typed. Pure. */
export function findPartners(agencies: readonly Agency[], chosen: readonly Partner[], asked: string): Found[] {
  const parts = asked
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '');
  const free = agencies.filter(({ code }) => !chosen.some(({ agency }) => agency === code));
  const all = free.flatMap(({ code, name, units }) =>
    (parts.length === 0 ? units.slice(0, 1) : units).map((unit) => ({ partner: { agency: code, unit: unit.code }, agency: name, unit: unit.name })),
  );
  return all.filter(({ agency, unit }) => parts.every((part) => `${agency} ${unit}`.includes(part))).slice(0, MOST_SHOWN);
}

/** The list with one moved by a place; unchanged at an end. Pure. */
export function moved(list: readonly Partner[], at: number, by: -1 | 1): Partner[] {
  const next = [...list];
  const [one] = next.splice(at, 1);
  if (one === undefined || at + by < 0 || at + by >= list.length) return [...list];
  next.splice(at + by, 0, one);
  return next;
}

function Row({
  partner,
  agency,
  at,
  last,
  onUnit,
  onMove,
  onRemove,
}: {
  readonly partner: Partner;
  readonly agency: Agency | undefined;
  readonly at: number;
  readonly last: boolean;
  readonly onUnit: (unit: string) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}) {
  const name = agency?.name ?? partner.agency;
  return (
    <li className="partner-row">
      <b className="num">{at + 1}</b>
      <b className="ell">{name}</b>
      <select className="field" aria-label={words.unitOf(name)} value={partner.unit} onChange={(event) => onUnit(event.target.value)}>
        {(agency?.units ?? []).map(({ code, name: unit }) => (
          <option key={code} value={code}>
            {unit}
          </option>
        ))}
      </select>
      <span className="row">
        <button type="button" className="btn quiet icon mini" aria-label={words.up(name)} title={words.up(name)} disabled={at === 0} onClick={() => onMove(-1)}>
          <Icon name="up" size={14} />
        </button>
        <button type="button" className="btn quiet icon mini" aria-label={words.down(name)} title={words.down(name)} disabled={last} onClick={() => onMove(1)}>
          <Icon name="down" size={14} />
        </button>
        <button type="button" className="btn quiet icon mini" aria-label={words.remove(name)} title={words.remove(name)} onClick={onRemove}>
          <Icon name="close" size={14} />
        </button>
      </span>
    </li>
  );
}

function AddPartner({
  agencies,
  chosen,
  onAdd,
}: {
  readonly agencies: readonly Agency[];
  readonly chosen: readonly Partner[];
  readonly onAdd: (one: Partner) => void;
}) {
  const [asked, setAsked] = useState('');
  const found = findPartners(agencies, chosen, asked);
  const add = ({ partner }: Found): void => {
    onAdd(partner);
    setAsked('');
  };
  return (
    <>
      <input
        className="field"
        data-autofocus
        aria-label={words.find}
        placeholder={words.find}
        value={asked}
        onChange={(event) => setAsked(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === 'Enter' && !event.ctrlKey && !event.nativeEvent.isComposing && asked.trim() !== '' && first !== undefined) add(first);
        }}
      />
      <ul className="posts">
        {found.map((one) => (
          <li key={`${one.partner.agency}/${one.partner.unit}`}>
            <button type="button" className="pick" onClick={() => add(one)}>
              <Icon name="plus" size={14} />
              <span className="m">{one.agency}</span>
              <span className="muted ell">{one.unit}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && asked.trim() !== '' && <p className="muted">{words.nobody}</p>}
    </>
  );
}

/** The dialog; `onClose` hears what was said, or null. */
export function PartnersDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (said: string | null) => void }) {
  const { documentId } = view;
  const { value } = useQuery('documents.newDraft', { documentId }, 'directory');
  const { busy, said, run } = useAct();
  const [partners, setPartners] = useState<readonly Partner[]>(view.partners);
  const [order, setOrder] = useState(view.fields.partnerOrder);
  const agencies = value?.agencies ?? [];
  const save = async (): Promise<void> => {
    const done = await run('route.partners', { documentId, partners: [...partners], order });
    if (done !== null) onClose(done.sentence);
  };
  useShortcuts({ 'Ctrl Enter': () => void save() }, true);
  return (
    <Dialog title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <OrderChoice order={order} onOrder={setOrder} />
        <p className="muted cap">{words.orderNote[order]}</p>
        {partners.length === 0 && <p className="muted">{words.none}</p>}
        <ol className="partner-list">
          {partners.map((partner, at) => (
            <Row
              key={partner.agency}
              partner={partner}
              agency={agencies.find(({ code }) => code === partner.agency)}
              at={at}
              last={at === partners.length - 1}
              onUnit={(unit) => setPartners(partners.map((one) => (one.agency === partner.agency ? { ...one, unit } : one)))}
              onMove={(by) => setPartners(moved(partners, at, by))}
              onRemove={() => setPartners(partners.filter((one) => one !== partner))}
            />
          ))}
        </ol>
        <AddPartner agencies={agencies} chosen={partners} onAdd={(one) => setPartners([...partners, one])} />
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot word={words.save} busy={busy} busyWord={words.saving} onClose={() => onClose(null)} onAct={() => void save()} />
    </Dialog>
  );
}

/** 동시 or 차례로. */
export function OrderChoice({
  order,
  onOrder,
}: {
  readonly order: DocumentView['fields']['partnerOrder'];
  readonly onOrder: (order: DocumentView['fields']['partnerOrder']) => void;
}) {
  return (
    <span className="row-gap">
      <span className="muted">{words.label}</span>
      <span className="seg" role="radiogroup" aria-label={words.label}>
        {(['parallel', 'sequence'] as const).map((one) => (
          <button type="button" role="radio" key={one} aria-checked={order === one} className={order === one ? 'on' : ''} onClick={() => onOrder(one)}>
            {words.orders[one]}
          </button>
        ))}
      </span>
    </span>
  );
}
