/** 그림 넣기: from a file, pasted or dropped. What the picture shows is asked for at once. */

import { Extension, type Editor } from '@tiptap/core';
import { Fragment, Slice, type Node as ProseNode } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { NODES } from '../../../shared/collab/schema.ts';
import { WHOLE_WIDTH } from '../../../shared/collab/table.ts';
import type { Act } from '../../api/use-query.ts';
import { koPicture } from '../../i18n/ko-picture.ts';
import { Icon } from '../../ui/icons.tsx';
import { insertPicture } from './node.ts';

/** The line of the form in pixels at 96 to the inch: a picture comes in as large as it is, or as wide as the line. */
const LINE_PIXELS = (170 / 25.4) * 96;

/** Takes a picture file into the draft and onto the sheet. */
export async function bringPicture(editor: Editor, act: Act, documentId: string, file: File): Promise<void> {
  const kept = await act.run('pictures.add', { documentId, bytes: new Uint8Array(await file.arrayBuffer()) });
  if (kept === null || editor.isDestroyed) return;
  const share = Math.max(50, Math.min(WHOLE_WIDTH, Math.round((kept.width / LINE_PIXELS) * WHOLE_WIDTH)));
  insertPicture({ ...kept, share, alt: '' })(editor.state, editor.view.dispatch);
}

/** The button. */
export function BringPicture({ act, onFile }: { readonly act: Act; readonly onFile: (file: File) => void }) {
  return (
    <label className="btn quiet icon file" title={koPicture.bring}>
      <Icon name="picture" />
      <input
        type="file"
        className="sr"
        accept="image/png,image/jpeg"
        aria-label={koPicture.bring}
        disabled={act.busy}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) onFile(file);
          event.target.value = '';
        }}
      />
    </label>
  );
}

function picturesOf(data: DataTransfer | null): File[] {
  // Programs that copy text or cells lay a picture of them beside: the words are meant.
  if (data === null || data.getData('text/html') !== '' || data.getData('text/plain') !== '') return [];
  return [...data.files].filter(({ type }) => type.startsWith('image/'));
}

/** What pictures that are pasted or dropped need. */
export interface PictureTakes {
  readonly onFile: (file: File) => void;
  /** Whether a picture is one of this draft. */
  readonly knows: (sha256: string) => boolean;
  readonly onNotes: (notes: readonly string[]) => void;
}

function withoutForeign(slice: Slice, { knows, onNotes }: PictureTakes): Slice {
  const kept: ProseNode[] = [];
  slice.content.forEach((node) => {
    if (node.type.name !== NODES.picture || knows(String(node.attrs['sha256']))) kept.push(node);
  });
  if (kept.length === slice.content.childCount) return slice;
  onNotes([koPicture.foreign(slice.content.childCount - kept.length)]);
  return kept.length === 0 ? Slice.empty : new Slice(Fragment.from(kept), slice.openStart, slice.openEnd);
}

/** Pasted and dropped pictures. One copied from another document stays there: its file is that document's. */
export function pictureTaking(takes: PictureTakes): Extension {
  const take = (data: DataTransfer | null): boolean => {
    const files = picturesOf(data);
    files.forEach(takes.onFile);
    return files.length > 0;
  };
  return Extension.create({
    name: 'pictureTaking',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          transformPasted: (slice) => withoutForeign(slice, takes),
          handlePaste: (_view, event) => take(event.clipboardData),
          handleDOMEvents: {
            drop(_view, event) {
              if (!take(event.dataTransfer)) return false;
              event.preventDefault();
              return true;
            },
          },
        },
      }),
    ],
  });
}
