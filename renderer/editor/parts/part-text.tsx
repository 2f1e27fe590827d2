/** One part of the body on the sheet: its room, its editor, and above it who has it where the body is divided. */

import type { Editor } from '@tiptap/core';
import { EditorContent } from '@tiptap/react';
import { useEffect, useMemo, useRef } from 'react';
import type { SectionView } from '../../../shared/api/sections-view.ts';
import type { DocumentView } from '../../../shared/api/views.ts';
import { useAct, type Act } from '../../api/use-query.ts';
import { ko } from '../../i18n/ko.ts';
import { koParts } from '../../i18n/ko-parts.ts';
import { Agency } from '../../ui/agency.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Footnotes } from '../notes/list.tsx';
import { bringPicture } from '../picture/bring.tsx';
import type { PictureUrl } from '../picture/source.ts';
import type { HostProvider } from '../provider.ts';
import { useTextEditor, type EditedPart, type EditorTells } from '../text-editor.ts';
import { useRoom } from '../use-room.ts';
import { ALONE, type Joint } from './joint.ts';

/** A part as it stands open on the sheet. */
export interface OpenPart {
  readonly id: string;
  readonly provider: HostProvider;
  readonly editor: Editor;
  readonly writable: boolean;
}

/** What all parts of a sheet share; the same object as long as the screen stands. */
export interface Desk {
  readonly joint: Joint;
  readonly composing: () => boolean;
  readonly present: boolean;
  readonly tells: Omit<EditorTells, 'onPicture'> | null;
  readonly urlOf: PictureUrl;
  /** The part opened, or is not open any more. */
  readonly onPart: (id: string, part: OpenPart | null) => void;
  /** Why its room closed; null where it stands. */
  readonly onClosed: (id: string, sentence: string | null) => void;
}

/** Who has the part, on the screen only. */
function PartHead({ part, nth }: { readonly part: SectionView; readonly nth: number }) {
  return (
    <p className="part-head">
      {part.agency !== null && <Agency agency={{ name: part.owner, badge: part.badge, strand: part.strand }} />}
      <span>{koParts.label(nth, part.name)}</span>
      <span className="muted">{part.owner === '' ? koParts.together : part.owner}</span>
      {!part.mine && (
        <span className="tag">
          <Icon name="lock" />
          {koParts.readOnly}
        </span>
      )}
    </p>
  );
}

/** Its editor with what it tells; pictures come into the part they were put into. */
function usePartEditor(desk: Desk, provider: HostProvider, readOnly: boolean, documentId: string, act: Act, edited: EditedPart): Editor | null {
  const bring = useRef<(file: File) => void>(() => undefined);
  const tells = useMemo(() => (desk.tells === null ? null : { ...desk.tells, onPicture: (file: File) => bring.current(file) }), [desk.tells]);
  const editor = useTextEditor(provider, readOnly, tells, desk.urlOf, edited);
  useEffect(() => {
    bring.current = (file) => void (editor !== null && bringPicture(editor, act, documentId, file));
  });
  return editor;
}

interface PartInput {
  readonly desk: Desk;
  readonly view: DocumentView;
  readonly part: SectionView;
  readonly nth: number;
  /** Whether anything may be written on the sheet at all. */
  readonly writing: boolean;
}

function Open({ desk, view, part, nth, writable, provider }: PartInput & { readonly writable: boolean; readonly provider: HostProvider }) {
  const { id, name } = part;
  const divided = view.sections.list.length > 1;
  const { joint, onPart, tells } = desk;
  const edited = useMemo(
    (): EditedPart => ({ id, label: divided ? `${ko.editor.body} ${koParts.label(nth, name)}` : ko.editor.body, place: divided ? joint.place(id) : ALONE }),
    [id, name, nth, divided, joint],
  );
  const editor = usePartEditor(desk, provider, !writable, view.documentId, useAct(), edited);
  useEffect(() => {
    if (editor === null) return undefined;
    onPart(id, { id, provider, editor, writable });
    return () => onPart(id, null);
  }, [editor, id, provider, writable, onPart]);
  return (
    <>
      <EditorContent editor={editor} />
      {editor !== null && <Footnotes editor={editor} section={provider.doc} readOnly={!writable} {...(tells === null ? {} : { onSay: tells.onSay })} />}
    </>
  );
}

/** The part; a sentence where its text is not here yet. */
export function PartText(input: PartInput) {
  const { desk, view, part, nth, writing } = input;
  const { id, mine } = part;
  const { provider, right, closed } = useRoom(part.room, desk.composing, desk.present);
  const { onClosed } = desk;
  useEffect(() => {
    onClosed(id, closed);
    return () => onClosed(id, null);
  }, [id, closed, onClosed]);
  const writable = writing && mine && right !== 'view' && right !== 'none';
  const opening = closed === null && <p className="muted">{ko.editor.opening}</p>;
  const text = provider === null ? opening : <Open {...input} writable={writable} provider={provider} />;
  if (view.sections.list.length < 2) return text;
  const who = part.owner === '' ? koParts.together : part.owner;
  const label = `${koParts.label(nth, part.name)}, ${who}${mine || view.frozen ? '' : `, ${koParts.readOnly}`}`;
  return (
    <section className={`text-part L${part.strand}${mine || view.frozen ? '' : ' others'}`} aria-label={label}>
      <PartHead part={view.frozen ? { ...part, mine: true } : part} nth={nth} />
      {text}
    </section>
  );
}
