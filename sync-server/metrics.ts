/** Numbers of the running server as Prometheus text. Labels are codes and route names only: never a person, a document or a room. */

import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Everything that is counted. */
const COUNTERS = {
  updatesReceived: ['ongyeol_updates_received_total', 'Co-editing updates received.'],
  updatesCommitted: ['ongyeol_updates_committed_total', 'Co-editing updates on disk.'],
  updatesRefused: ['ongyeol_updates_refused_total', 'Co-editing updates refused, by code.'],
  cursorsPassedOver: ['ongyeol_cursors_passed_over_total', 'Cursor messages larger than any client needs, not read.'],
  commits: ['ongyeol_commits_total', 'Transactions committed, by part.'],
  commitsFailed: ['ongyeol_commits_failed_total', 'Transactions and loads the disk refused, by part and code.'],
  acks: ['ongyeol_acks_total', 'Durable acknowledgements sent.'],
  statements: ['ongyeol_statements_total', 'Signed statements, by outcome.'],
  entriesResupplied: ['ongyeol_entries_resupplied_total', 'Entries taken back from clients after a restore.'],
  blobBytes: ['ongyeol_blob_bytes_total', 'Attachment bytes, by direction.'],
  requests: ['ongyeol_http_requests_total', 'HTTP requests, by route and status.'],
} as const;

/** Everything that is read at the moment of asking. */
const GAUGES = {
  rooms: ['ongyeol_rooms_loaded', 'Rooms in memory.'],
  texts: ['ongyeol_texts_loaded', 'Rooms that have their text in memory; the others rest.'],
  connections: ['ongyeol_connections', 'Open sockets.'],
  listeners: ['ongyeol_feed_listeners', 'Open feeds.'],
  entries: ['ongyeol_log_entries', 'Entries of the log.'],
  ready: ['ongyeol_ready', '1 while the server can take writes.'],
  recovering: ['ongyeol_recovering', '1 while a restored server holds statements back.'],
} as const;

const COMMIT = ['ongyeol_commit_duration_seconds', 'Time of one transaction, by part.'] as const;
const BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2] as const;

export type CounterName = keyof typeof COUNTERS;
export type GaugeName = keyof typeof GAUGES;
export type Labels = Readonly<Record<string, string>>;

/** What the parts of the server tell of themselves. */
export interface Metrics {
  count(name: CounterName, labels?: Labels, by?: number): void;
  /** Seconds of one commit. */
  commit(part: string, seconds: number): void;
  gauge(name: GaugeName, read: () => number): void;
  text(): string;
  stop(): void;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replaceAll(/[\\"\n]/g, '_')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const head = (name: string, help: string, type: string): string => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;

function createCounters(): Pick<Metrics, 'count'> & { text(): string } {
  const counts = new Map<CounterName, Map<string, number>>();
  return {
    count(name, labels, by = 1) {
      const rows = counts.get(name) ?? new Map<string, number>();
      counts.set(name, rows);
      const key = labels === undefined ? '' : labelText(labels);
      rows.set(key, (rows.get(key) ?? 0) + by);
    },
    text: () =>
      (Object.keys(COUNTERS) as CounterName[])
        .map((name) => {
          const [metric, help] = COUNTERS[name];
          const rows = [...(counts.get(name) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
          return head(metric, help, 'counter') + rows.map(([labels, value]) => `${metric}${labels} ${value}\n`).join('');
        })
        .join(''),
  };
}

function createHistogram(): Pick<Metrics, 'commit'> & { text(): string } {
  const parts = new Map<string, { buckets: number[]; sum: number; count: number }>();
  const [metric, help] = COMMIT;
  const lines = ([part, { buckets, sum, count }]: [string, { buckets: number[]; sum: number; count: number }]): string => {
    const below = BUCKETS.map((le, i) => `${metric}_bucket{part="${part}",le="${le}"} ${buckets[i]}\n`).join('');
    return `${below}${metric}_bucket{part="${part}",le="+Inf"} ${count}\n${metric}_sum{part="${part}"} ${sum}\n${metric}_count{part="${part}"} ${count}\n`;
  };
  return {
    commit(part, seconds) {
      const row = parts.get(part) ?? { buckets: BUCKETS.map(() => 0), sum: 0, count: 0 };
      parts.set(part, row);
      row.sum += seconds;
      row.count += 1;
      BUCKETS.forEach((le, i) => seconds <= le && (row.buckets[i] = (row.buckets[i] ?? 0) + 1));
    },
    text: () => head(metric, help, 'histogram') + [...parts].map(lines).join(''),
  };
}

const plain = (name: string, help: string, value: number, labels = ''): string => `${head(name, help, 'gauge')}${name}${labels} ${value}\n`;

const RESOLUTION_MS = 10;

/** Memory, and how late the event loop was since the last time somebody asked. */
function createProcess(): { text(): string; stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  // What is measured is the whole time between two looks; the time asked for is no delay.
  const seconds = (nanoseconds: number): number => (Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000) : 0);
  return {
    text() {
      const { heapUsed, rss, external } = process.memoryUsage();
      const loop = 'ongyeol_event_loop_delay_seconds';
      const late = [50, 99].map((p) => `${loop}{quantile="${p / 100}"} ${seconds(delay.percentile(p))}\n`).join('');
      delay.reset();
      return (
        plain('process_heap_bytes', 'JavaScript heap in use.', heapUsed) +
        plain('process_external_bytes', 'Memory outside the heap.', external) +
        plain('process_resident_memory_bytes', 'Resident memory.', rss) +
        plain('process_uptime_seconds', 'Seconds since the start.', process.uptime()) +
        head(loop, 'Delay of the event loop since the last scrape.', 'summary') +
        late
      );
    },
    stop: () => void delay.disable(),
  };
}

/** Fresh metrics. */
export function createMetrics(): Metrics {
  const counters = createCounters();
  const histogram = createHistogram();
  const own = createProcess();
  const gauges = new Map<GaugeName, () => number>();
  return {
    count: counters.count,
    commit: histogram.commit,
    gauge: (name, read) => void gauges.set(name, read),
    text: () => own.text() + [...gauges].map(([name, read]) => plain(GAUGES[name][0], GAUGES[name][1], read())).join('') + counters.text() + histogram.text(),
    stop: own.stop,
  };
}
