/** What a register of an agency holds of a document. */

/** A registration number as given (기록물법 영 §20③). */
export interface Registration {
  readonly agency: string;
  readonly unit: string;
  readonly unitName: string;
  readonly year: number;
  readonly number: number;
  readonly role: 'lead' | 'linked';
  readonly recordFile: string;
}

/** A returned or rewritten draft of 주요 정책 사항, registered on its own (기록물법 영 §21①2호). */
export interface KeptDraft {
  readonly agency: string;
  readonly unit: string;
  readonly unitName: string;
  readonly year: number;
  readonly number: number;
  readonly role: 'returned' | 'rewritten';
  readonly version: number;
}
