/** Where the person is: a list, an open paper, a new one. Papers stay open as tabs until closed. */

/** The lists of home, in the order of the nav. */
export const LIST_NAMES = ['waiting', 'progress', 'unit', 'drafts', 'returned', 'reports', 'consultations', 'inbox', 'sealing', 'done', 'readable'] as const;

/** Name of a list. */
export type ListName = (typeof LIST_NAMES)[number];

/** A paper kept open. */
export interface OpenPaper {
  readonly documentId: string;
  readonly title: string;
}

/** An entry of an agency's directory that is asked for. */
export interface DirectoryStep {
  readonly agency: string;
  readonly seq: number;
}

/** The place: which list is behind, which papers are open, what is in front. */
export interface Place {
  readonly list: ListName;
  readonly papers: readonly OpenPaper[];
  readonly front:
    | { readonly at: 'list' }
    | { readonly at: 'new' }
    | { readonly at: 'directory'; readonly step?: DirectoryStep }
    | { readonly at: 'records' }
    | { readonly at: 'audit' }
    | { readonly at: 'paper'; readonly documentId: string };
}

/** Where everyone begins. */
export const FIRST_PLACE: Place = { list: 'waiting', papers: [], front: { at: 'list' } };

const KEPT = 'ongyeol.place';

/** The place this window had before it was loaded anew, where it is the same person's. */
export function keptPlace(person: string): Place {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as { person: string; place: Place } | null;
    return kept?.person === person && LIST_NAMES.includes(kept.place.list) ? kept.place : FIRST_PLACE;
  } catch {
    return FIRST_PLACE;
  }
}

/** Keeps the place for as long as the window lives; titles of papers are shown there anyway. */
export function keepPlace(person: string, place: Place): void {
  sessionStorage.setItem(KEPT, JSON.stringify({ person, place }));
}

/** Titles of the open papers, told apart where several have one: a copy begins with the title of what it was copied from. */
export function tabTitles(papers: readonly OpenPaper[]): string[] {
  return papers.map(({ title }, i) => {
    const before = papers.slice(0, i).filter((one) => one.title === title && title !== '').length;
    return before === 0 ? title : `${title} (${before + 1})`;
  });
}

const MOST = 6;

/** Brings a paper to the front; the one open longest makes room. */
export function openPaper(place: Place, paper: OpenPaper): Place {
  const known = place.papers.some((one) => one.documentId === paper.documentId);
  const papers = known ? place.papers : [...place.papers, paper].slice(-MOST);
  return { ...place, papers, front: { at: 'paper', documentId: paper.documentId } };
}

/** Closes a paper; its neighbour or the list comes to the front. */
export function closePaper(place: Place, documentId: string): Place {
  const at = place.papers.findIndex((one) => one.documentId === documentId);
  const papers = place.papers.filter((one) => one.documentId !== documentId);
  if (place.front.at !== 'paper' || place.front.documentId !== documentId) return { ...place, papers };
  const next = papers[Math.min(at, papers.length - 1)];
  return { ...place, papers, front: next === undefined ? { at: 'list' } : { at: 'paper', documentId: next.documentId } };
}

/** A paper's title as it is now. */
export function renamePaper(place: Place, documentId: string, title: string): Place {
  const known = place.papers.find((one) => one.documentId === documentId);
  if (known === undefined || known.title === title) return place;
  return { ...place, papers: place.papers.map((one) => (one.documentId === documentId ? { ...one, title } : one)) };
}
