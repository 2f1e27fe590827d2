/** Line icons, 16 px grid. Decorative: the word stands beside them or in the button's name. */

const PATHS = {
  inbox: 'M2 9l2-6h8l2 6v4H2V9zm0 0h3.5l1 2h3l1-2H14',
  flow: 'M3 3v10M7 6v7M7 6c4 0 6 2 6 7',
  pen: 'M3 13l1-3 7-7 2 2-7 7-3 1z',
  back: 'M6 4L3 7l3 3M3 7h6a4 4 0 010 8',
  mail: 'M2 4h12v8H2zM2 4l6 5 6-5',
  seal: 'M3 3h10v10H3zM6 6h4M8 6v4M6 10h4',
  done: 'M3 8l3 3 7-7',
  warn: 'M8 2l6 11H2L8 2zm0 4v3m0 2v.5',
  key: 'M9 8h5M12 8v2M6 8m-3 0a3 3 0 106 0 3 3 0 10-6 0',
  undo: 'M5 4L2 7l3 3M2 7h7a4 4 0 014 4',
  redo: 'M11 4l3 3-3 3M14 7H7a4 4 0 00-4 4',
  table: 'M2 3h12v10H2zM2 7h12M7 3v10',
  clip: 'M12 6l-5 5a2 2 0 01-3-3l6-6a3 3 0 014 4l-6 6',
  eye: 'M1 8s3-5 7-5 7 5 7 5-3 5-7 5-7-5-7-5zm7-2a2 2 0 100 4 2 2 0 000-4z',
  plus: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  shield: 'M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4l5-2zM6 8l1.5 1.5L10.5 6',
  out: 'M9 3h4v10H9M2 8h8M7 5l3 3-3 3',
  save: 'M8 2v8M5 7l3 3 3-3M3 13h10',
  off: 'M2 2l12 12M5 11H4a3 3 0 01-.5-6M8 4a4 4 0 014 4 2.5 2.5 0 01.5 4.5',
} as const;

/** Names of icons. */
export type IconName = keyof typeof PATHS;

/** One icon. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The brand mark: strands that part and join. */
export function BrandMark() {
  return (
    <svg width="20" height="16" viewBox="0 0 20 16" fill="none" stroke="var(--accent)" strokeWidth="2" aria-hidden="true">
      <path d="M1 3c6 0 4 5 10 5M1 13c6 0 4-5 10-5" />
      <circle cx="15" cy="8" r="3" />
    </svg>
  );
}
