/** `ongyeol help`: what can be asked of the command line. */

import { ok } from '../../shared/lib/result.ts';
import { answer } from './answer.ts';

const TEXT = `온결 명령
  init    --data DIR --code 기관코드 --agency 이름 --head 기관장직위 --name 관리자   새 기관을 처음부터 시작(시연 조직 없이)
          암호는 터미널에서 묻거나 --passphrase-file, --root-passphrase-file 로 줌. 빈 폴더에만 만듦
  agency  --out FOLDER --code … --agency … --head … --name … [--data DIR | --server URL] [--root-key FILE]   같은 서버에 기관 하나를 더함
  directory FILE [--check] [--data DIR] [--server URL]   부서·직위·사람·전결·직무대리·부재를 CSV나 JSON으로 가져옴. --check는 미리보기. 잘못된 줄이 있으면 아무것도 바꾸지 않음. --export FILE은 지금 조직도를 같은 제목으로 씀
  invite  --person 번호 --out FILE [--name 이름 --position 직위 [--unit 부서코드]] [--days 7] [--replace] [--data DIR] [--server URL]   사람을 초대. --admin --name 이름 --out FILE은 관리자를 하나 더. --list, --revoke 초대번호
  join    초대장 --data DIR --out 신청서 [--code 코드] | 인증서 --data DIR   초대받은 사람의 PC에서 열쇠를 만들고, 받은 인증서를 넣음.
          --p12 FILE 은 가진 인증서(.p12, .pfx)의 열쇠를 씀. 프로필이 이미 있으면 그 인증서를 바꿈.
          --token MODULE.so [--token-label 이름] 은 열쇠를 PKCS#11 토큰 안에 만듦(서명할 때 PIN을 물음)
  admit   신청서 --out 인증서 [--trust ROOT.pem] [--data DIR] [--server URL]   초대한 사람의 열쇠를 인증하고 조직도에 올림.
          --trust 는 가진 인증서를 발급한 인증기관(따로 확인한 것)
  revoke  [--person 번호] [--admin 번호|지문] [--crl FILE.pem] [--data DIR] [--server URL]   사람이나 다른 관리자의 인증서를 폐지하고, 기관의 폐지 목록(CRL)을 씀
  renew   --data DIR [--server URL]   관리자 자신의 인증서를 새로 만듦(기간이 끝나기 전후 언제나). 화면의 인증서 → 인증서 새로 만들기와 같음
  recover --data DIR --name 이름 (--root-key FILE | --authority FILE) [--server URL]   관리자가 아무도 들어가지 못할 때 보관해 둔 열쇠로 새 관리자를 만들고 예전 관리자 인증서를 모두 끝냄.
          --root-key는 기관 인증기관도 새로 만들어 그 열쇠의 사본을 쓸모없게 함
  demo    [--input FILE.md] [--organisation FILE.json] [--data DIR] [--out DIR] [--json]   주 업무를 처음부터 끝까지 한 번
  verify  FILE|DIR [--trust ROOT.pem] [--tsa ROOT.pem] [--crl LIST.pem] [--json]   검증용 묶음(.ongyeol)이나 문서 PDF를 서버 없이 확인. 폴더를 주면 그 안의 것을 모두. --trust 파일에 기록 대조 기관 목록(C2SP tlog-policy)이 있으면 그 서명도 요구. --tsa는 믿는 시각확인기관, --crl은 폐지 목록
  pdf     FILE.md [--out FILE.pdf] [--organisation FILE.json] [--json]   글을 서식대로 PDF로 그림(미리보기 표시, 번호·결재·관인 없음)
  lint    FILE.md [--json]   공문서 작성 규칙에 맞지 않는 곳을 줄과 칸, 조문, 고칠 글과 함께 알림
  app     [--data DIR] [--port N] [--once]   서버와 화면을 함께 시작
          [--server URL [--ca ROOT.pem] [--pin 지문]]   다른 컴퓨터의 서버에 이어서 화면만 시작
  serve   [--port N] [--data DIR] [--config FILE] [--json]   서버만 시작하고 주소를 알림. 빈 폴더이면 새 서버를 만듦.
          다른 컴퓨터가 닿는 주소는 설정 파일의 tls가 있어야 열림. 상태: /health /ready /metrics
  tsa     [--data DIR] [--no-long-term]   시연용 시각확인기관(제 열쇠와 최상위 인증서)을 만들고 서버 설정에 넣음. 관인마다 시각을 찍고 마지막 뒤에 장기 검증 자료를 붙임
  backup  --out FOLDER [--data DIR] [--config FILE] [--json]   서버가 도는 동안 한 시점을 새 폴더에 백업(데이터베이스, 붙임, 설정, 기록 서버의 키)
  profile backup --person 번호 --out FILE [--data DIR]   한 사람의 프로필(열쇠, 문서, 보낼 서명)을 암호화된 파일 하나로. profile restore FILE --data DIR 로 다른 PC에 되돌림
  profile pin --person 번호 (--pin 지문 | --none) [--data DIR]   그 프로필이 받는 서버 열쇠를 정하거나 지움. 화면의 인증서 → 서버 열쇠 정하기, join 인증서 --pin 지문과 같음
  outbox  export --person 번호 --out FILE [--data DIR] | import FILE --person 번호 [--server URL] [--data DIR] | list --person 번호   서버에 닿지 않을 때 보낼 서명을 파일로 내보내고, 다른 PC에서 받아 보냄(서명한 사람의 것으로 그대로 처리됨)
  encrypt --key-file FILE [--data DIR] [--json]   서버를 멈추고 데이터베이스와 파일을 암호화. 열쇠 파일은 없으면 만듦(자료 폴더 밖). --passphrase는 암호로
  route   check FILE.json [--json]   조직·결재경로·처리를 적은 시나리오를 결재 규칙으로 판정. 형식: shared/approval/SPEC.md
  restore FOLDER --data NEWDIR [--json]   백업의 지문과 기록을 모두 검사한 뒤 빈 폴더에 복원. 백업 뒤의 고침과 기록은 PC들이 되돌려 줌
  erase   --sha256 HEX --ground 근거 [--data DIR] [--json]   법에 따라 붙임의 내용을 지움. 내용 지문과 근거, 기록은 남음
  access  [--document 문서ID] [--person 번호] [--head 건수:지문] [--data DIR] [--json]   누가 무엇을 받고 열었는지, 거부된 시도와 관리 행위. 기록이 온전한지 검사
  fsck    [--data DIR] [--config FILE] [--checkpoint FILE] [--json]   서버의 기록을 처음부터 다시 확인하고, 대장·색인·확정한 내용·모음을 기록에서 다시 만들어 견줌. 첫 잘못의 자리를 알림. 서버가 도는 동안에도 됨
          --person 번호 [--passphrase-file FILE]   그 사람의 PC에 있는 기록을 같은 방법으로 검사
  log     --out FOLDER [--data DIR] [--config FILE] [--json]   서버의 기록 전체를 C2SP 기록(checkpoint, tile/…) 파일로 씀. 다른 도구로 확인할 수 있음. 기록의 내용이 들어 있으므로 서버처럼 다룸
  export  --person 번호 --out FOLDER --server URL [--record-file 이름] [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--ground 근거] [--data DIR]   그 사람의 확정된 문서를 기록물철이나 기간으로 골라 한 폴더에 검증용 문서 묶음으로 씀. 같은 폴더로 다시 하면 이어서 씀
  disclose FILE (--list | --out FILE [--hide 번호,…] [--hide-body] [--hide-all] [--step 번호,…] [--texts]) [--json]   검증용 문서 묶음에서 개인정보 같은 부분을 가리거나 고른 처리만 남긴 묶음을 만듦. 서버와 인증서 없이. verify로 그대로 확인됨
  audit   DIR [--trust TRUST.pem] [--report out.pdf] [--csv out.csv] [--unusual-reading] [--json]   폴더의 검증용 묶음을 서버 없이 모두 확인하고 영 제67조의 다섯 가지와 사후보고·자기 결재·등록번호·열람을 살펴 증거와 함께 알림
  witnesses [--out TRUST.pem [--agencies K]] [--data DIR] [--json]   기록을 대조하는 기관과 PC를 알리고, 그 가운데 K곳의 서명을 요구하는 믿는 기관 목록을 씀
마침 값: 0 이상 없음, 1 잘못 찾음, 2 할 수 없음
`;

/** Prints the help. */
export function help(args: readonly string[]): Promise<number> {
  return Promise.resolve(answer('help', ok({ text: TEXT }), args.includes('--json'), { words: ({ text }) => text }));
}
