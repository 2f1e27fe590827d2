/** Bringing a bundle in: file by file into the backend, which keeps it; the page holds no content. */

import { useRef, useState } from 'react';
import { isList } from '../../shared/audit/export-list.ts';
import type { AuditCounts } from '../../shared/api/audit-view.ts';
import { useClient } from '../api/bridge.ts';
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

/** The bringing in. `bring` resolves to whether there is a bundle to look at. */
export function useBringing() {
  const client = useClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const stop = useRef<'enough' | 'stop' | null>(null);
  const fill = async (files: readonly BundleFile[]): Promise<boolean> => {
    const began = performance.now();
    let counts = NOTHING;
    for (const [done, { name, file }] of files.entries()) {
      if (stop.current === 'enough') return done > 0;
      if (stop.current === 'stop') {
        await client.call('audit.close', {});
        setSaid(ko.audit.bringing.stopped);
        return false;
      }
      setProgress({ done, all: files.length, counts, left: leftOf(began, done, files.length) });
      const added = await client.call('audit.add', { name, bytes: new Uint8Array(await file.arrayBuffer()) });
      if (!added.ok) {
        setSaid(added.error.message);
        return false;
      }
      counts = added.value;
    }
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
    const filled = begun.ok && (await fill(files));
    setProgress(null);
    return filled;
  };
  return { progress, said, bring, end: (how: 'enough' | 'stop') => void (stop.current = how) };
}
