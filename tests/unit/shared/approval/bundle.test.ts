import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUNDLE, bundleOf, isBundleSound } from '../../../../shared/approval/bundle.ts';
import { initialState, type DocumentState } from '../../../../shared/approval/state.ts';
import { Chain, DOCUMENT } from '../../../support/chain.ts';

const state = (documentId: string, bundle: readonly string[]): DocumentState => ({ ...initialState(documentId), status: 'drafting', bundle });

describe('일괄기안', () => {
  it('BD1 the drafter says which drafts go together until 결재 올림; the list stays with the paper when it comes back', () => {
    const chain = new Chain();
    chain.create();
    chain.design();
    const say = (papers: readonly string[], who = 'A/사무관'): string => {
      const judged = chain.send(chain.statement('bundle.set', who, { papers }));
      return judged.ok ? 'ok' : judged.code;
    };
    expect([say([DOCUMENT]), say(['x', 'y']), say([DOCUMENT, DOCUMENT]), say([DOCUMENT, 'b'], 'A/과장')]).toEqual([
      'BUNDLE_UNSOUND',
      'BUNDLE_UNSOUND',
      'BUNDLE_UNSOUND',
      'NOT_ALLOWED',
    ]);
    expect(say(['b', DOCUMENT])).toBe('ok');
    chain.submit();
    expect(chain.state.bundle).toEqual(['b', DOCUMENT]);
    expect(say([])).toBe('STATE_MISMATCH');
  });

  it('BD1 papers belong together only where each of them says the same list; who says another is not drawn in', () => {
    const said: Record<string, DocumentState> = {
      a: state('a', ['a', 'b', 'c']),
      b: state('b', ['a', 'b', 'c']),
      c: state('c', []),
      d: state('d', ['d', 'a']),
    };
    const at = (id: string): DocumentState | null => said[id] ?? null;
    const of = (id: string): string[] => bundleOf(at(id) ?? state(id, []), at).map(({ documentId }) => documentId);
    expect([of('a'), of('b'), of('c'), of('d')]).toEqual([['a', 'b'], ['a', 'b'], [], []]);
    expect(bundleOf(state('e', ['e', 'z']), (id) => (id === 'e' ? state('e', ['e', 'z']) : null)).map((one) => [one.documentId, one.state !== null])).toEqual([
      ['e', true],
      ['z', false],
    ]);
  });

  it('BD1 two to twenty different papers, this one among them, or none', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Array.from({ length: 24 }, (_, i) => `p${i}`)), { maxLength: 24 }), (papers) => {
        const sound =
          papers.length === 0 ||
          (new Set(papers).size === papers.length && papers.length >= BUNDLE.least && papers.length <= BUNDLE.most && papers.includes('p0'));
        expect(isBundleSound(papers, 'p0')).toBe(sound);
      }),
    );
  });
});
