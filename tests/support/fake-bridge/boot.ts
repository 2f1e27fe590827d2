/** Page of the fake: `#scene=draft&profile=p1&offline=1`. Puts `window.bridge` and starts the real screens. */

import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Content } from '../../../shared/collab/content.ts';
import { bodyOf } from '../../../shared/collab/schema.ts';
import { writeContent } from '../../../shared/collab/write.ts';
import { parseOfficialMarkdown } from '../../../shared/exchange/markdown/official.ts';
import type { Agency } from '../../../shared/org/directory.ts';
import { createFakeBridge, type FakeOptions } from './bridge.ts';
import { PAPER, type Scene } from './papers.ts';
import { sectionRoom } from '../../../shared/collab/protocol.ts';

const asked = new URLSearchParams(location.hash.slice(1));
const text = async (path: string): Promise<string> => (await fetch(path)).text();

async function sample(): Promise<Content> {
  const { agencies } = JSON.parse(await text('/resources/demo/organisation.json')) as { agencies: Agency[] };
  const draft = parseOfficialMarkdown(await text('/resources/demo/youth-jobs-joint.md'), agencies);
  if (!draft.ok) throw new Error(draft.message);
  return { v: 1, schemaVersion: 1, fields: draft.value.fields, blocks: draft.value.blocks, attachments: [] };
}

/** A colleague whose caret stands at the end of the n-th block. */
function colleague(fake: ReturnType<typeof createFakeBridge>, room: string, block: number, user: Record<string, unknown>): void {
  const { doc } = fake.rooms.open(room);
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  const node = bodyOf(other).get(block);
  const first = node instanceof Y.XmlElement ? node.get(0) : null;
  const place = first instanceof Y.XmlText ? Y.createRelativePositionFromTypeIndex(first, first.length) : null;
  const awareness = new Awareness(other);
  awareness.setLocalState({ user, cursor: { anchor: place, head: place } });
  fake.rooms.showColleague(room, awareness, [other.clientID]);
}

async function start(): Promise<void> {
  const content = await sample();
  const options: FakeOptions = {
    scene: (asked.get('scene') ?? 'review') as Scene,
    profile: asked.get('profile'),
    offline: asked.has('offline'),
    fill(room, doc) {
      const main = room.endsWith('/main') ? doc : new Y.Doc();
      writeContent({ main, sections: new Map(room.endsWith('/main') ? [] : [['s1', doc]]) }, content);
    },
    pdf: async () => new Uint8Array(await (await fetch('/sample.pdf')).arrayBuffer()),
  };
  const fake = createFakeBridge(options);
  Object.assign(window, { bridge: fake.bridge, fake });
  const room = sectionRoom(PAPER, 1, 's1');
  if (options.scene === 'draft') {
    setTimeout(() => {
      colleague(fake, room, 4, { name: '교육 담당', position: '교육행정사무관', badge: '교', strand: 2, color: '#1f687a' });
      colleague(fake, room, 12, { name: '산업 담당', position: '행정사무관', badge: '산', strand: 3, color: '#84397f' });
    }, 1500);
  }
  if (asked.has('theme')) localStorage.setItem('ongyeol.theme', asked.get('theme') ?? 'auto');
  await import('../../../renderer/main.tsx');
}

void start();
