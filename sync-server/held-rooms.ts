/** Rooms in memory by name and by document: what happens to one document is no business of the thousands of rooms of others. */

import { parseRoom } from '../shared/collab/protocol.ts';

/** A registry of rooms. Lists are copies: what is done to one may take it out. */
export interface HeldRooms<T> {
  get(name: string): T | undefined;
  set(name: string, room: T): void;
  delete(name: string): void;
  clear(): void;
  size(): number;
  values(): T[];
  entries(): [name: string, room: T][];
  ofDocument(documentId: string): [name: string, room: T][];
}

/** An empty registry. */
export function createHeldRooms<T>(): HeldRooms<T> {
  const all = new Map<string, T>();
  const byDocument = new Map<string, Map<string, T>>();
  const siblings = (name: string): { readonly document: string; readonly rooms: Map<string, T> } => {
    const document = parseRoom(name)?.documentId ?? '';
    return { document, rooms: byDocument.get(document) ?? new Map<string, T>() };
  };
  return {
    get: (name) => all.get(name),
    set(name, room) {
      const { document, rooms } = siblings(name);
      all.set(name, room);
      byDocument.set(document, rooms.set(name, room));
    },
    delete(name) {
      const { document, rooms } = siblings(name);
      all.delete(name);
      rooms.delete(name);
      if (rooms.size === 0) byDocument.delete(document);
    },
    clear() {
      all.clear();
      byDocument.clear();
    },
    size: () => all.size,
    values: () => [...all.values()],
    entries: () => [...all],
    ofDocument: (documentId) => [...(byDocument.get(documentId) ?? [])],
  };
}
