import { describe, expect, test } from 'vitest';
import { routeOf, stageOf, whyNot, type BundleItem } from '../../../renderer/bundle/use-bundle.ts';
import { waitingOf } from '../../../renderer/bundle/waiting.ts';
import { stacked } from '../../../renderer/home/groups.ts';
import { papersOf } from '../../../renderer/home/use-marks.ts';
import type { DocumentRow, DocumentView } from '../../../shared/api/views.ts';

const row = (documentId: string, papers: readonly string[] = [], mine = true): DocumentRow =>
  ({
    documentId,
    lanes: [{ stages: [[{ mine, state: 'now' }]] }],
    bundle: papers.length === 0 ? null : { papers, at: papers.indexOf(documentId) },
  }) as unknown as DocumentRow;
const ids = (rows: readonly DocumentRow[]): string => rows.map(({ documentId }) => documentId).join('');

describe('일괄기안 on the screens', () => {
  test('BD2 papers of a stack stand one under the other in their order, where the first of them stood', () => {
    const of = (id: string): DocumentRow => row(id, ['m', 'n', 'o']);
    expect(ids(stacked([row('a'), of('o'), row('b'), of('m'), of('n'), row('c')]))).toBe('amnobc');
    expect(ids(stacked([of('n'), row('a')]))).toBe('na');
    expect(ids(waitingOf(of('n'), [of('o'), row('a'), of('m'), row('n', ['m', 'n', 'o'], false)]))).toBe('mo');
  });

  test('BD1 what was chosen goes together as it was chosen, behind a 일괄기안 that is there', () => {
    expect(papersOf([row('b'), row('a')])).toEqual(['b', 'a']);
    expect(papersOf([row('c'), row('n', ['m', 'n']), row('m', ['m', 'n'])])).toEqual(['m', 'n', 'c']);
  });

  test('BD2 they go up once all say the same list and route and nothing stops one of them', () => {
    const view = (documentId: string, bundle: readonly string[], posts: readonly string[], more: object = {}): DocumentView =>
      ({
        ...row(documentId, bundle),
        title: documentId,
        status: 'drafting',
        checks: [],
        lanes: [{ role: 'lead', stages: posts.map((position) => [{ kind: 'review', position, unitName: '과', delegated: false, marks: [] }]) }],
        ...more,
      }) as unknown as DocumentView;
    const item = (one: DocumentView | null, documentId = one?.documentId ?? ''): BundleItem => ({ documentId, view: one, went: 'draft', said: '' });
    const [a, b] = [view('a', ['a', 'b'], ['과장']), view('b', ['a', 'b'], ['과장'])];
    expect([stageOf([item(a), item(b)]), whyNot([item(a), item(b)])]).toEqual(['ready', null]);
    expect(stageOf([item(b), item(a)])).toBe('apart');
    expect(stageOf([item(a), item(null, 'b')])).toBe('reading');
    expect(stageOf([item(a), item(view('b', ['a', 'b'], ['과장', '국장']))])).toBe('apart');
    expect(stageOf([item(a), item(view('b', ['a', 'b'], ['국장'], { status: 'in-approval' }))])).toBe('ready');
    const bare = view('a', [], []);
    expect([routeOf(bare), whyNot([item(bare), item(b)])]).toEqual([null, '주된 문서의 결재경로가 없습니다. 주된 문서를 열어 결재경로를 정하십시오.']);
    const stopped = item(view('b', ['a', 'b'], ['과장'], { checks: [{ state: 'stop', title: '본문' }] }));
    expect(whyNot([item(a), stopped])).toBe('아직 올릴 수 없는 문서가 있습니다: b');
    expect(whyNot([item(a)])).toBe('두 건 이상 고르십시오.');
  });
});
