/** What an operator is told of where a server is reached. */

const EVERYWHERE = /^(0\.0\.0\.0|\[::\]):\d+$/;
const HERE = new Set(['localhost', '[::1]']);

/** Sentences on an address: that the server listens everywhere, and that its certificate names nothing another computer could use. */
export function addressNotes(url: string, listens: string): string[] {
  if (!EVERYWHERE.test(listens)) return [];
  const name = new URL(url).hostname;
  const here = HERE.has(name) || name.startsWith('127.');
  return [
    `이 컴퓨터의 모든 주소에서 연결을 받습니다(${listens}).`,
    ...(here ? [`TLS 인증서에 다른 컴퓨터가 쓸 이름이나 주소가 없습니다(${name}뿐). 다른 컴퓨터에서 쓰려면 서버의 이름이 적힌 인증서로 바꾸십시오.`] : []),
  ];
}
