/** Head of a part of 조직·사람: what it is, and the one thing an administrator adds there. */

/** What every part is given. `administers` where the person at work may change this agency. */
export interface PartInput {
  readonly agency: string;
  readonly administers: boolean;
  readonly onSaid: (sentence: string) => void;
}

/** The button of a part. */
export interface PartAdd {
  readonly word: string;
  readonly onAct: () => void;
}

/** Title, a line on it, and the button; null where there is none for this person. */
export function PartHead({ words, add }: { readonly words: { readonly title: string; readonly note: string }; readonly add: PartAdd | null }) {
  return (
    <div className="dir-part-head">
      <div>
        <h3>{words.title}</h3>
        <p className="muted cap">{words.note}</p>
      </div>
      {add !== null && (
        <button type="button" className="btn" onClick={add.onAct}>
          {add.word}
        </button>
      )}
    </div>
  );
}
