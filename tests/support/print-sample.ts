/** Papers to draw: the joint paper of `screens/`, and a hard one. */

import type { ApprovalBox, BriefPrint, OfficialPrint, PrintInline, PrintParagraph, PrintTable } from '../../shared/forms/print-model.ts';

function item(mark: string, indent: number, ...inlines: (string | PrintInline)[]): PrintParagraph {
  return { type: 'paragraph', mark, indent, inlines: inlines.map((inline) => (typeof inline === 'string' ? { text: inline } : inline)), notes: [] };
}

function table(indent: number, rows: readonly (readonly string[])[]): PrintTable {
  return {
    type: 'table',
    indent,
    head: 1,
    rows: rows.map((row) => row.map((cell) => (cell === '' ? [] : [{ text: cell }]))),
    spans: [],
    widths: [],
    notes: [],
  };
}

function box(marks: string, position: string, ...lines: string[]): ApprovalBox {
  return { marks, position, differs: false, lines };
}

/** The document of `screens/card.png`: three agencies, nested items, a table, 붙임. */
export function aPrint(change: Partial<OfficialPrint> = {}): OfficialPrint {
  return {
    form: 'official',
    watermark: '',
    agencyName: '고용노동부',
    recipientLine: '수신자 참조',
    via: '',
    title: '청년일자리 정책 협업정원 운영계획 통보 및 협조 요청',
    body: [
      item('1.', 0, '관련: 행정안전부 협업정책과-1234(2026. 10. 30.) “2027년 협업정원 운영 지침 통보”'),
      item('2.', 0, '청년일자리 정책의 부처 간 성과를 높이고 정책 혼선을 막기 위하여 다음과 같이 협업정원을 운영하고자 하니 협조하여 주시기 바랍니다.'),
      item('가.', 2, '운영기간: 2027. 1. 1.(금)∼2027. 12. 31.(금)'),
      item('나.', 2, '운영방식'),
      item('1)', 4, '세 부처의 담당과가 5급 또는 6급 1명씩을 서로 파견하여 공동 과제를 수행'),
      item('2)', 4, '파견자는 원소속과 파견 기관의 업무관리 권한을 함께 가지되, ', { text: '열람 범위는 공동 과제 문서로 한정', underline: true }),
      item('가)', 6, '공동 과제 문서의 기안은 주관기관에서 하고, 관계기관은 검토·협조·결재에 참여'),
      item('나)', 6, '기관 간 이견은 문서관리카드의 의견란에 남기고, 조정 결과를 함께 기록'),
      item('다.', 2, '기관별 협업정원'),
      table(2, [
        ['기관', '담당과', '파견 직급', '인원(명)', '공동 과제'],
        ['고용노동부', '청년고용기획과', '행정사무관', '1', '청년 고용서비스 연계'],
        ['교육부', '교육일자리총괄과', '교육행정사무관', '1', '고졸·대졸 취업 지원 연계'],
        ['산업통상부', '산업일자리혁신과', '행정주사', '1', '산업별 인력 수요 공유'],
        ['합계', '', '', '3', ''],
      ]),
      item('라.', 2, '소요예산: ', { text: '금113,560,000원(금일억일천삼백오십육만원)', bold: true }, '  ※ 기관별 분담 내역: 붙임 1'),
      item('3.', 0, '수신 기관에서는 소관 사항(예산·정원·파견)에 대한 검토 의견을 2026. 12. 18.(금)까지 회신하여 주시기 바랍니다.'),
    ],
    attachmentLines: [
      { label: '붙임', text: '1. 협업정원 운영계획 1부.' },
      { label: '', text: '2. 기관별 협업과제 목록 1부.  끝.' },
    ],
    end: '',
    senders: [
      { agency: '1492000', name: '고용노동부장관', field: '관인-1492000' },
      { agency: '1342000', name: '교육부장관', field: '관인-1342000' },
      { agency: '1450000', name: '산업통상부장관', field: '관인-1450000' },
    ],
    recipientList: '재정경제부장관(인력정책과장), 행정안전부장관(조직기획과장), 인사혁신처장(인사혁신기획과장), 서울특별시장(청년정책과장), 한국고용정보원장',
    approvals: [
      {
        agency: '고용노동부',
        boxes: [
          box('⊙', '행정사무관', '김하늘'),
          box('★', '청년고용기획과장', '이도윤'),
          box('', '청년여성고용정책관', '박서준'),
          box('', '고용정책실장', '최지우'),
          box('', '차관', '전결', '2026. 11. 24.', '정민호'),
        ],
        concurrers: [box('', '운영지원과장', '한유진')],
      },
      {
        agency: '교육부',
        boxes: [
          { ...box('', '교육일자리총괄과장', '오세훈'), differs: true },
          { ...box('', '평생직업교육국장', '윤가람'), differs: true },
          box('', '평생직업교육실장', '전결', '2026. 11. 25.', '문채원'),
        ],
        concurrers: [],
      },
      {
        agency: '산업통상부',
        boxes: [
          box('', '산업일자리혁신과장', '서강준'),
          box('', '산업정책관', '국외 출장 11. 24.∼11. 27.'),
          box('', '산업정책실장', '대결', '2026. 11. 25.', '배수현'),
        ],
        concurrers: [],
      },
    ],
    enforcement: '시행 청년고용기획과-4127(2026. 11. 27.)',
    receipt: '접수',
    address: '우 30117 세종특별자치시 한누리대로 422(어진동) 정부세종청사 11동 / http://www.moel.go.kr',
    contact: '전화번호 (044)202-7415  팩스번호 (044)202-8034  /  haneul@korea.kr',
    disclosure: '공개',
    createdAt: '2026-11-27T05:20:00.000Z',
    author: '고용노동부',
    summary: '협업정원 3명을 상호 파견하고 분기별로 점검한다.',
    keywords: ['청년일자리', '협업정원', '상호파견', '공동점검'],
    files: [
      {
        name: '처리이력.json',
        mediaType: 'application/json',
        description: '등록까지의 처리 이력',
        relationship: 'Data',
        bytes: new TextEncoder().encode('{"v":1,"entries":[]}'),
      },
    ],
    ...change,
  };
}

const NAMES = [
  '재정경제부장관',
  '과학기술정보통신부장관',
  '교육부장관',
  '행정안전부장관',
  '문화체육관광부장관',
  '산업통상부장관',
  '고용노동부장관',
  '국가유산청장',
];

/** Eight agencies, hanja, a table of 60 rows, 120 recipients. */
export function aHardPrint(change: Partial<OfficialPrint> = {}): OfficialPrint {
  const rows = Array.from({ length: 60 }, (_, i) => [
    `${i + 1}`,
    `제${i + 1}과제`,
    '문화유산(文化遺産) 보존·활용과 지역 일자리 연계 방안을 마련하고 관계기관 협의를 거쳐 확정',
    `${((i + 1) * 1_234_500).toLocaleString('en-US')}`,
    '국가유산청',
  ]);
  return aPrint({
    agencyName: '과학기술정보통신부',
    title: '문화유산(文化遺産) 공동 조사 계획 통보 및 「국가유산기본법」에 따른 관계기관 협조 요청 & <중요> 협의체 구성 알림',
    via: '국가유산청장(정책총괄과장)',
    body: [
      item('', 0, '국가유산(國家遺産)의 체계적 보존을 위하여 여덟 기관이 함께 조사합니다.'),
      table(0, [['연번', '과제', '내용', '예산(원)', '소관'], ...rows]),
      item(
        '',
        0,
        'https://www.example.go.kr/very/long/path/without/any/break/opportunity/0123456789/abcdefghijklmnopqrstuvwxyz/ABCDEFGHIJKLMNOPQRSTUVWXYZ/end',
      ),
    ],
    attachmentLines: [
      { label: '붙임', text: '문화유산(文化遺産) 공동 조사 및 지역 일자리 연계를 위한 여덟 기관 협의체 구성·운영 계획과 기관별 세부 실행 계획서 1부.  끝.' },
    ],
    senders: NAMES.map((name, i) => ({ agency: `${i}`, name, field: `관인-${i}` })),
    recipientList: Array.from({ length: 120 }, (_, i) => `제${i + 1}기관장(협력담당관)`).join(', '),
    approvals: NAMES.map((name) => ({
      agency: name.replace(/장관$|장$/, ''),
      boxes: ['행정주사', '과학기술정책총괄과장', '정책관', '기획조정실장', '차관', '장관'].map((post, k) => ({
        ...box(k === 0 ? '⊙' : k === 1 ? '★' : '', post, '홍길동', ...(k === 5 ? ['2026. 11. 24.'] : [])),
        differs: k === 2,
      })),
      concurrers: [box('', '운영지원과장', '한유진'), box('', '재정기획관', '남궁민')],
    })),
    ...change,
  });
}

/** A report on form 2: its cover, and a page of items. */
export function aBrief(change: Partial<BriefPrint> = {}): BriefPrint {
  return {
    form: 'brief',
    watermark: '',
    title: '범정부 협업과제 관계망 진단 결과 보고',
    body: [item('□', 0, '추진 배경'), item('ㅇ', 2, '기관 간 칸막이를 허무는 협업이 제도로 자리 잡도록 진단')],
    attachmentLines: [],
    end: '',
    senders: [],
    approvals: [
      {
        agency: '행정안전부',
        boxes: [box('⊙', '행정사무관', '강나빛'), box('★', '협업정책과장', '이하나'), box('', '정부혁신조직실장', '전결', '11. 20.', '정넷')],
        concurrers: [box('', '정보화담당관', '최셋')],
      },
    ],
    grid: [
      { label: '생산등록번호', text: '협업정책과-12' },
      { label: '등록일', text: '2026. 11. 20.' },
      { label: '결재일', text: '2026. 11. 20.' },
      { label: '공개 구분', text: '공개' },
    ],
    outline: [
      { label: '보고근거', text: '2026년 정부혁신 실행계획' },
      { label: '요지', text: '18개 협업분야의 관계망과 협업 수준을 진단함' },
    ],
    writtenOn: '2026. 11. 20.',
    office: '행정안전부 협업정책과',
    createdAt: '2026-11-20T01:00:00Z',
    author: '행정안전부',
    summary: '요지',
    keywords: ['협업'],
    files: [],
    ...change,
  };
}
