/** A page somebody else could have written: Tiptap on y-websocket as their documentation shows them, nothing of this program. */

import { Editor, Extension, Node } from '@tiptap/core';
import Bold from '@tiptap/extension-bold';
import Document from '@tiptap/extension-document';
import Text from '@tiptap/extension-text';
import { ySyncPlugin, yUndoPlugin } from '@tiptap/y-tiptap';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const Paragraph = Node.create({ name: 'paragraph', group: 'block', content: 'inline*', parseHTML: () => [{ tag: 'p' }], renderHTML: () => ['p', 0] });
const { server = '', room = '', token = '' } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const doc = new Y.Doc();
const provider = new WebsocketProvider(`${server}/rooms`, room, doc, { protocols: ['ongyeol', `ongyeol.session.${token}`] });
const shared = Extension.create({ name: 'shared', addProseMirrorPlugins: () => [ySyncPlugin(doc.getXmlFragment('default')), yUndoPlugin()] });
const element = document.querySelector('main');
const editor = new Editor({ element, extensions: [Document, Paragraph, Text, Bold, shared] });
// Where the caret stands, for whoever drives the page.
editor.on('transaction', () => (document.body.dataset['caret'] = String(editor.state.selection.from)));
provider.on('sync', (synced: boolean) => (document.title = synced ? 'synced' : 'apart'));
provider.on('connection-close', (event) => (document.title = `closed ${event?.code ?? 0}`));
editor.commands.focus();
