/** What a measured server is to the benchmark: started in a process of its own, asked for its figures. */

/** The servers that are compared. */
export const PEERS = ['ongyeol', 'hocuspocus', 'hocuspocus-store', 'y-websocket-server'] as const;

/** Name of a server. */
export type PeerName = (typeof PEERS)[number];

/** A started server. `token` goes into the handshake where one is asked for. */
export interface Running {
  readonly port: number;
  readonly token: string;
  /** Rooms in memory now. */
  rooms(): number | Promise<number>;
}

/** Figures of a server's process. Bytes after a full collection, CPU time in milliseconds since the start. */
export interface Stats {
  readonly heap: number;
  readonly rss: number;
  readonly cpuMs: number;
  readonly rooms: number;
}
