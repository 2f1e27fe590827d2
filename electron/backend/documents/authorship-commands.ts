/** 글쓴이 기록: who wrote which passage of a version that was fixed, out of the trail (AUT-4). */

import type { AuthorshipView } from '../../../shared/api/authorship-view.ts';
import { authorshipSchema, tallyOf, textAt, type Authorship, type AuthoredText } from '../../../shared/collab/authorship.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { ok } from '../../../shared/lib/result.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { agencyView, postThen } from './agencies.ts';

/** The record a version's trail commits to; null where there is none or its text is not here. */
function recordOf({ replica }: BackendContext, documentId: string, version: number): Authorship | null {
  const found = replica.entries(documentId).flatMap(({ entry }) => {
    const fact = entry.kind === 'serverFact' && entry.body.fact.type === 'frozen' ? entry.body.fact : null;
    return fact?.version === version && fact.authors !== undefined ? [fact.authors] : [];
  });
  const told = authorshipSchema.safeParse(replica.disclosures(documentId).get(found.at(-1) ?? '')?.value);
  return told.success ? told.data : null;
}

/** People of the record, each once, with their place for every author of it; who the server does not know stands as one. */
function peopleOf({ authors }: Authorship): { readonly people: readonly (string | null)[]; readonly places: readonly number[] } {
  const people = [...new Set(authors.map(({ person }) => person))];
  return { people, places: authors.map(({ person }) => people.indexOf(person)) };
}

function writersOf(context: BackendContext, documentId: string, record: Authorship): AuthorshipView['writers'] {
  const [state, names, tally] = [stateOf(context.replica, documentId), context.names(), tallyOf(record)];
  const { people, places } = peopleOf(record);
  return people.map((person, i) => {
    const own = record.authors.flatMap(({ at }, j) => (places[j] === i && at !== '' ? [at] : []));
    const since = own.toSorted()[0] ?? null;
    const letters = tally.reduce((sum, one, j) => sum + (places[j] === i ? one : 0), 0);
    const known = person === null ? undefined : names.person(person, since);
    return known === undefined
      ? { agency: null, post: '', name: person ?? '', since, letters }
      : { agency: agencyView(names.on(since), state, known.agency), post: postThen(names, known, since), name: known.name, since, letters };
  });
}

/** The letters of one text, cut where another author begins; a place the content does not have says nothing. */
function passagesOf(content: Content, text: AuthoredText, record: Authorship, places: readonly number[]): AuthorshipView['texts'][number]['passages'] {
  const letters = textAt(content, text) ?? '';
  let at = 0;
  return text.runs.flatMap(([author, length]) => {
    const own = letters.slice(at, at + length);
    at += length;
    const since = record.authors[author]?.at ?? '';
    return own === '' ? [] : [{ writer: places[author] ?? 0, since: since === '' ? null : since, text: own }];
  });
}

function placeOf(text: AuthoredText): AuthorshipView['texts'][number]['place'] {
  if ('field' in text) return { field: text.field, block: null, row: null, column: null, note: null };
  const counted = (value: number | undefined): number | null => (value === undefined ? null : value + 1);
  return { field: null, block: text.block + 1, row: counted(text.row), column: counted(text.column), note: counted(text.note) };
}

/** The command. */
export function authorshipCommandsOf(context: BackendContext): Pick<Handlers, 'authorship.get'> {
  return {
    async 'authorship.get'({ documentId, version }) {
      const record = recordOf(context, documentId, version);
      if (record === null) return ok({ record: null });
      const content = await context.drafts.frozen(documentId, version);
      if (!content.ok) return content;
      const { places } = peopleOf(record);
      // The title is read before the rest of the cover.
      const ordered = record.texts.toSorted((a, b) => Number('field' in b && b.field === 'title') - Number('field' in a && a.field === 'title'));
      const texts = ordered.map((text) => ({ place: placeOf(text), passages: passagesOf(content.value, text, record, places) }));
      return ok({ record: { writers: writersOf(context, documentId, record), texts: texts.filter(({ passages }) => passages.length > 0) } });
    },
  };
}
