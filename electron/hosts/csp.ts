/** One content security policy for both hosts: a header over http, a `<meta>` in the built page (headers do not reach file://). */

const directives = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "connect-src 'self' ws://127.0.0.1:*",
  "worker-src 'self' blob:",
  'frame-src blob:',
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** For the `<meta>` tag of the page. */
export const contentSecurityPolicy = directives.join('; ');

/** For the header: a page cannot forbid its own framing from a `<meta>`. */
export const contentSecurityPolicyHeader = [...directives, "frame-ancestors 'none'"].join('; ');
