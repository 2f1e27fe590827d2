/** Signing in with the agency's account (OpenID Connect Core 1.0) beside the person's key: what the server tells, and what it refuses. */

/** What a client needs for a sign-in, as the operator configured it. */
export interface SignInTerms {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** A login without a standing sign-in is refused. */
  readonly required: boolean;
}

/** Where a device of a person stands: `until` is the end of its sign-in (RFC 3339), null where there is none. */
export interface SignInStanding {
  readonly required: boolean;
  readonly until: string | null;
}

/** Why a sign-in, or a login for want of one, was refused. */
export type SignInCode = 'SIGN_IN_NEEDED' | 'SIGN_IN_REFUSED' | 'SIGN_IN_OTHER' | 'SIGN_IN_UNAVAILABLE' | 'SIGN_IN_NONE';

/** What the person reads. */
export const SIGN_IN_SENTENCES: Readonly<Record<SignInCode, string>> = {
  SIGN_IN_NEEDED:
    '이 서버는 기관 계정으로도 로그인해야 이어집니다. 하던 일은 이 PC에 저장되어 있고, 쓰기·읽기·서명은 그대로 됩니다. 「기관 계정으로 로그인」을 하십시오.',
  SIGN_IN_REFUSED:
    '기관 계정의 확인이 이 로그인의 것이 아니거나 기한이 지나 받지 않았습니다. 하던 일은 이 PC에 저장되어 있습니다. 「기관 계정으로 로그인」을 다시 하십시오.',
  SIGN_IN_OTHER:
    '다른 사람의 기관 계정이어서 받지 않았습니다. 하던 일은 이 PC에 저장되어 있습니다. 브라우저에서 그 계정을 로그아웃하고 본인의 계정으로 다시 하십시오.',
  SIGN_IN_UNAVAILABLE:
    '서버가 기관 계정 서버에 닿지 못해 확인하지 못했습니다. 하던 일은 이 PC에 저장되어 있고, 쓰기·읽기·서명은 그대로 됩니다. 뒤에 「기관 계정으로 로그인」을 다시 하십시오.',
  SIGN_IN_NONE: '이 서버는 기관 계정 로그인을 쓰지 않습니다. 바뀐 것은 없습니다.',
};

const HTTPS = /^https:\/\/[^\s/?#@\\]+([/?#]|$)/i;
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d{1,5})?([/?#]|$)/i;

/** Addresses of an account server that may be spoken to: https, or http on this computer alone (RFC 8252 §8.3). */
export function isAccountAddress(text: string): boolean {
  return HTTPS.test(text) || LOOPBACK.test(text);
}
