import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ClientContext } from '../../../renderer/api/bridge.ts';
import { SignInNote, SignInPart } from '../../../renderer/sign-in/sign-in.tsx';
import { SIGN_IN_SENTENCES } from '../../../shared/sync/sign-in.ts';
import { client, status } from '../../support/status.ts';

const shown = (what: ReactNode): string => renderToStaticMarkup(<ClientContext value={client}>{what}</ClientContext>);
const BUTTON = '기관 계정으로 로그인</button>';

test('OI13 the button stands only where the server uses accounts', () => {
  expect([shown(<SignInPart status={status} />), shown(<SignInNote status={status} />)]).toEqual(['', '']);
  const offered = { required: false, until: null, open: false, said: null };
  expect(shown(<SignInPart status={{ ...status, signIn: offered }} />)).toContain(BUTTON);
  expect(shown(<SignInPart status={{ ...status, signIn: { ...offered, until: '2026-11-30T10:00:00.000Z' } }} />)).toContain('까지 확인됨');
});

test('OI13 a login that waits for it is said with its reason, then that the browser is open, and what became of a try', () => {
  const reason = { code: 'SIGN_IN_NEEDED', message: SIGN_IN_SENTENCES.SIGN_IN_NEEDED, halted: true };
  const signIn = { required: true, until: null, open: false, said: null };
  const waits = { ...status, connection: 'offline' as const, reason, signIn };
  expect(shown(<SignInNote status={waits} />)).toContain(BUTTON);
  const open = shown(<SignInNote status={{ ...waits, signIn: { ...signIn, open: true } }} />);
  expect([open.includes('브라우저에서 로그인을 마치십시오'), open.includes('그만두기'), open.includes(BUTTON)]).toEqual([true, true, false]);
  expect(shown(<SignInNote status={{ ...waits, signIn: { ...signIn, said: '마치지 않았습니다' } }} />)).toContain('마치지 않았습니다');
});
