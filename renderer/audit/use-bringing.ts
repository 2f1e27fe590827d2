/** Bringing a bundle in: file by file into the backend, which keeps it; the page holds no content. */

import { useRef, useState } from 'react';
import { isList } from '../../shared/audit/export-list.ts';
import type { AuditCounts } from '../../shared/api/audit-view.ts';
import { useClient, type Client } from '../api/bridge.ts';
import { ko } from '../i18n/ko.ts';

/** A file to be opened, with its path inside the chosen folder. */
export interface BundleFile {
  readonly name: string;
  readonly file: File;
}

/** How far it is. */
export interface Progress {
  readonly done: number;
  readonly all: number;
  readonly counts: AuditCounts;
  /** Seconds left; null until there is something to tell it from. */
  readonly left: number | null;
}

const NOTHING: AuditCounts = { files: 0, whole: 0, partial: 0, unknown: 0, fault: 0 };
const TELL_AFTER_MS = 2000;

function leftOf(began: number, done: number, all: number): number | null {
  const passed = performance.now() - began;
  return passed < TELL_AFTER_MS || done === 0 ? null : Math.max(1, Math.round(((passed / done) * (all - done)) / 1000));
}

/** Capsules, and behind them the lists they were exported with: whoever looks at a part only is not told that the rest is gone. */
function taken(chosen: readonly BundleFile[]): BundleFile[] {
  const capsules = chosen.filter(({ name }) => /\.ongyeol$/i.test(name));
  return capsules.length === 0 ? [] : [...capsules, ...chosen.filter(({ name }) => isList(name))];
}

interface Watching {
  readonly stopped: () => boolean;
  readonly at: (done: number, counts: AuditCounts) => void;
  readonly refused: (message: string) => void;
}

/** Files one behind the other, so many of them under way together: the backend judges them on all cores. Null where one was refused. */
async function addAll(client: Client, files: readonly BundleFile[], atOnce: number, { stopped, at, refused }: Watching): Promise<AuditCounts | null> {
  const open = new Set<Promise<void>>();
  const refusals: string[] = [];
  let [done, counts] = [0, NOTHING];
  for (const { name, file } of files) {
    if (stopped() || refusals.length > 0) break;
    at(done, counts);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const one = client.call('audit.add', { name, bytes }).then((added) => {
      done += 1;
      open.delete(one);
      if (!added.ok) refusals.push(added.error.message);
      else if (added.value.files > counts.files) counts = added.value;
    });
    open.add(one);
    if (open.size >= atOnce) await Promise.race(open);
  }
  await Promise.all(open);
  for (const message of refusals.slice(0, 1)) refused(message);
  return refusals.length === 0 ? counts : null;
}

/** The bringing in. `bring` resolves to whether there is a bundle to look at. */
export function useBringing() {
  const client = useClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const stop = useRef<'enough' | 'stop' | null>(null);
  const add = (files: readonly BundleFile[], atOnce: number): Promise<AuditCounts | null> => {
    const began = performance.now();
    return addAll(client, files, atOnce, {
      stopped: () => stop.current !== null,
      at: (done, counts) => setProgress({ done, all: files.length, counts, left: leftOf(began, done, files.length) }),
      refused: setSaid,
    });
  };
  const fill = async (files: readonly BundleFile[], atOnce: number): Promise<boolean> => {
    const counts = await add(files, atOnce);
    if (counts === null) return false;
    if (stop.current === 'stop') {
      await client.call('audit.close', {});
      setSaid(ko.audit.bringing.stopped);
      return false;
    }
    if (stop.current === 'enough') return counts.files > 0;
    // Of many papers the findings take a while: told here, and the screen behind has them at once.
    setProgress({ done: files.length, all: files.length, counts, left: null });
    return (await client.call('audit.overview', { unusual: false })).ok;
  };
  const bring = async (chosen: readonly BundleFile[], trust: { readonly name: string; readonly bytes: Uint8Array } | null): Promise<boolean> => {
    const files = taken(chosen);
    setSaid(files.length === 0 ? ko.audit.begin.none : null);
    if (files.length === 0 || progress !== null) return false;
    stop.current = null;
    setProgress({ done: 0, all: files.length, counts: NOTHING, left: null });
    const begun = await client.call('audit.begin', { trust });
    if (!begun.ok) setSaid(begun.error.message);
    const filled = begun.ok && (await fill(files, begun.value.atOnce));
    setProgress(null);
    return filled;
  };
  return { progress, said, bring, end: (how: 'enough' | 'stop') => void (stop.current = how) };
}
