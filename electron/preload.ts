/** `window.bridge`. No logic: texts of the wire go through one channel each way. */

import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Bridge } from '../shared/api/bridge.ts';
import type { Reply } from '../shared/api/errors.ts';
import { decode, encode } from '../shared/api/wire.ts';

// Fresh with every load: the host tells a reload from a call by it.
const page = `${Date.now()}-${Math.random()}`;

const bridge: Bridge = {
  call: async (name, input) => decode(await ipcRenderer.invoke('call', encode({ page, name, input }))) as Reply,
  on: (listener) => {
    const receive = (_event: IpcRendererEvent, text: string) => {
      const { event, payload } = decode(text) as { event: string; payload: unknown };
      listener(event, payload);
    };
    ipcRenderer.on('event', receive);
    return () => void ipcRenderer.removeListener('event', receive);
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
