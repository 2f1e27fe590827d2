/** Line icons on a 16 px grid. Decorative: the word stands beside them or in the button's name. */

const PATHS = {
  inbox: 'M2 9.5 3.7 3.6a1 1 0 0 1 1-.7h6.6a1 1 0 0 1 1 .7L14 9.5v3a.8.8 0 0 1-.8.8H2.8a.8.8 0 0 1-.8-.8zM2 9.5h3.5l.9 1.6h3.2l.9-1.6H14',
  page: 'M4 2.5h5.5L12 5v8.5H4zM9.5 2.5V5H12',
  find: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.2 10.2 13.5 13.5',
  minus: 'M3 8h10',
  play: 'M5 3.5v9l7-4.5z',
  close: 'M4 4l8 8M12 4l-8 8',
  flow: 'M3 3v10M8 3v3.5c0 2 5 1.5 5 3.5v3M8 3v10',
  pen: 'M3 13l.7-2.9 7-7a1 1 0 0 1 1.4 0l.8.8a1 1 0 0 1 0 1.4l-7 7zM9.5 4.3l2.2 2.2',
  back: 'M6 3.5 2.5 7 6 10.5M2.5 7H10a3.5 3.5 0 0 1 0 7H7',
  clock: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 4.8V8l2.2 1.5',
  talk: 'M2.5 3h11v8H8l-3 2.5V11H2.5z',
  grip: 'M6 4h0M10 4h0M6 8h0M10 8h0M6 12h0M10 12h0',
  calendar: 'M3 4.2h10v9H3zM3 7h10M5.6 2.6v3M10.4 2.6v3',
  bell: 'M4 11V7.2a4 4 0 0 1 8 0V11l1 1.2H3zM6.8 13.8h2.4',
  mail: 'M2.5 4h11v8.5h-11zM2.5 4.5 8 9l5.5-4.5',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  folder: 'M2 4.2a.8.8 0 0 1 .8-.8h3.4l1.4 1.6h5.6a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H2.8a.8.8 0 0 1-.8-.8z',
  seal: 'M3.2 3.2h9.6v9.6H3.2zM5.8 6.2h4.4M8 6.2v4M5.8 10.2h4.4',
  key: 'M5 5.6a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2zM7.6 8.2h6.2v2.2M11.2 8.2v1.8',
  off: 'M3 3l10 10M2 7a9 9 0 0 1 3-2M8 4a9 9 0 0 1 6 3M4.2 9.4A6 6 0 0 1 7 7.9M10.5 8.6a6 6 0 0 1 1.3.8M8 12.2h0',
  save: 'M8 2.5v7M5.2 6.8 8 9.6l2.8-2.8M3 12.8h10',
  out: 'M6 3H3v10h3M7 8h6.5M11 5.5 13.5 8 11 10.5',
  shield: 'M8 2.2 13 4v4c0 3-2.2 5-5 5.9C5.2 13 3 11 3 8V4zM5.8 8l1.6 1.6L10.4 6.6',
  undo: 'M5.5 3.5 2.8 6.2l2.7 2.7M2.8 6.2h6.7a3.5 3.5 0 0 1 0 7H7',
  redo: 'M10.5 3.5l2.7 2.7-2.7 2.7M13.2 6.2H6.5a3.5 3.5 0 0 0 0 7H9',
  bold: 'M5 3h3.6a2.3 2.3 0 0 1 0 4.7H5zM5 7.7h4.2a2.6 2.6 0 0 1 0 5.3H5z',
  underline: 'M4.5 3v4.5a3.5 3.5 0 0 0 7 0V3M4 13.5h8',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.2 3.5v9',
  rowPlus: 'M2.5 3h11v4.5h-11zM8 9.5v4M6 11.5h4',
  rowMinus: 'M2.5 3h11v4.5h-11zM5.5 11.5h5',
  columnPlus: 'M3 2.5h4.5v11H3zM9.5 8h4M11.5 6v4',
  columnMinus: 'M3 2.5h4.5v11H3zM9.5 8h4',
  merge: 'M2.5 3.5h11v9h-11zM8 3.5v1.6M8 10.9v1.6M4.6 8h2.6M11.4 8H8.8M6 6.8 7.2 8 6 9.2M10 6.8 8.8 8 10 9.2',
  split: 'M2.5 3.5h11v9h-11zM8 3.5v9M6.4 8H4M12 8H9.6M5.2 6.8 4 8l1.2 1.2M10.8 6.8 12 8l-1.2 1.2',
  headRow: 'M2.5 3.5h11v9h-11zM2.5 6.7h11M2.5 5.1h11M8 6.7v5.8',
  evenWidths: 'M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9',
  freeWidths: 'M2.5 3.5h11v9h-11zM5 3.5v9M11.2 3.5v9',
  picture: 'M2.5 3.5h11v9h-11zM2.5 11l3-3 2.4 2.4L10.6 7l2.9 3M5.6 5.6h.4',
  footnote: 'M2.5 4h6M2.5 7.5h6M2.5 11h4M11 3.2 12.4 2.4V7M10.8 7h3.2',
  article: 'M4 2.5h8v11H4zM6 5.5h4M6 8h4M6 10.5h2',
  clip: 'M11.5 7 7.3 11.2a2.2 2.2 0 0 1-3.1-3.1L9 3.3a1.5 1.5 0 0 1 2.2 2.1L6.6 10',
  warn: 'M8 2.5 14 13H2zM8 6.5v3M8 11.3h0',
  plus: 'M8 3v10M3 8h10',
  indent: 'M3 3.5h10M8 6.8h5M8 9.7h5M3 13h10M3 6.5 5.3 8.2 3 10',
  outdent: 'M3 3.5h10M8 6.8h5M8 9.7h5M3 13h10M5.3 6.5 3 8.2 5.3 10',
  check: 'M3.5 8.5 6.5 11.5 12.5 5',
  list: 'M6 4h7.5M6 8h7.5M6 12h7.5M2.6 4h.8M2.6 8h.8M2.6 12h.8',
  box: 'M8 2.3 13.2 5v6L8 13.7 2.8 11V5zM2.8 5 8 7.8 13.2 5M8 7.8v5.9',
  lock: 'M4 7.2h8v6H4zM5.6 7.2V5.4a2.4 2.4 0 0 1 4.8 0v1.8',
  person: 'M8 2.8a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8zM3.2 13.2a4.8 4.8 0 0 1 9.6 0',
  people: 'M6 3a2.2 2.2 0 1 0 0 4.4A2.2 2.2 0 0 0 6 3zM1.8 13a4.2 4.2 0 0 1 8.4 0M10.6 3.4a2.1 2.1 0 0 1 0 3.9M11.6 9.2a4 4 0 0 1 2.6 3.8',
  up: 'M8 13V3.5M4.2 7.2 8 3.5l3.8 3.7',
  down: 'M8 3v9.5M4.2 8.8 8 12.5l3.8-3.7',
  sideBySide: 'M3 3h4v10H3zM9 3h4v10H9z',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.4 5.4 0 1 0 13 9.6z',
  auto: 'M8 2.4a5.6 5.6 0 1 0 0 11.2zM8 2.4a5.6 5.6 0 0 1 0 11.2',
} as const;

/** Names of icons. */
export type IconName = keyof typeof PATHS;

/** One icon. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true" style={size === 16 ? undefined : { width: size, height: size }}>
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The brand mark: three strands that join in one ring. */
export function BrandMark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden="true">
      <path d="M2 5c7 0 6 6 12 6M2 17c7 0 6-6 12-6M2 11h12" fill="none" stroke="var(--accent-fill)" strokeWidth="2" strokeLinecap="round" />
      <circle cx="17" cy="11" r="3.2" fill="none" stroke="var(--accent-fill)" strokeWidth="2" />
    </svg>
  );
}

/** Small mark of a paper written by several agencies. */
export function JointMark() {
  return (
    <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">
      <path d="M1 2c5 0 5 4 8 4M1 10c5 0 5-4 8-4M1 6h12" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
    </svg>
  );
}
