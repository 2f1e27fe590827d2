/** Telling listeners inside one process. */

/** News of one kind; `on` returns the end of listening. */
export interface Signal<T extends readonly unknown[]> {
  on(tell: (...news: T) => void): () => void;
  emit(...news: T): void;
}

/** A signal nobody listens to yet. */
export function createSignal<T extends readonly unknown[]>(): Signal<T> {
  const told = new Set<(...news: T) => void>();
  return {
    on(tell) {
      told.add(tell);
      return () => void told.delete(tell);
    },
    emit: (...news) => told.forEach((tell) => tell(...news)),
  };
}
