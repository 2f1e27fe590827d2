/** What the server keeps of witnesses (`../witnesses.ts`). */

/** What a witness signed of the log when it was `size` long: its line of the note. */
export interface CosignatureRow {
  readonly size: number;
  readonly witness: string;
  readonly agency: string;
  readonly line: string;
}

/** Witnesses (`../witnesses.ts`); `record` is the JSON of a `WitnessRecord`. */
export interface WitnessStorage {
  putCosignature(row: CosignatureRow, record: string): void;
  witnesses(): { name: string; agency: string; record: string }[];
  /** Of logs at least so long, the shortest first. */
  cosignatures(size: number): CosignatureRow[];
}
