/** Words of what a route and 결재 올림 may deviate in: another decider than the table's, ★ and ⊙ left out, important papers, steps nobody can act on. */

/** The words. */
export const koRouteRules = {
  deviation: {
    above: '위임전결규정보다 높은 결재권자를 둔 사유',
    below: '위임전결규정보다 낮은 결재권자를 둔 사유',
    stands: { above: '위임전결규정보다 높은 결재권자', below: '위임전결규정보다 낮은 결재권자' },
    article: '영 제67조제2호',
    note: '사유는 결재경로와 함께 서명되고 처리 이력에 남습니다(영 제67조제2호).',
  },
  flags: {
    title: '문서의 성격',
    important: '중요한 문서',
    importantNote: '직무대리가 결재하면 자리를 비운 결재권자에게 사후보고합니다(영 제10조제3항).',
    majorPolicy: '주요 정책 사항',
    majorPolicyNote: '반려되거나 고쳐 쓴 초안도 등록해 남깁니다(기록물법 시행령 제21조제1항제2호).',
  },
  exemption: {
    title: '★·⊙ 생략 근거',
    note: '발의자나 보고자가 결재경로에 없습니다. 결재경로에 넣거나 생략 근거를 고르십시오(영 제8조제4항).',
    simple: '단순한 업무에 관한 문서',
    routine: '일상적이고 반복되는 문서',
    factual: '사실을 알리기만 하는 문서',
    needed: '생략 근거를 고르면 올릴 수 있습니다.',
  },
  saved: {
    title: '저장한 경로',
    use: (name: string) => `저장한 경로 ‘${name}’ 넣기`,
    remove: (name: string) => `저장한 경로 ‘${name}’ 지우기`,
    name: '이 경로의 이름',
    needed: '이름을 적으면 저장할 수 있습니다.',
    save: '저장',
    replace: '바꾸기',
    replaceNote: (name: string) => `‘${name}’ 경로가 이미 있습니다. 바꾸면 앞에 저장한 경로는 없어집니다.`,
    removeNote: (name: string) => `‘${name}’ 경로를 지웁니다. 지운 경로는 되돌릴 수 없습니다. 문서에 쓴 경로는 그대로입니다.`,
    removeNow: '지우기',
    keep: '그만두기',
  },
  /** Another window of the same person signed a route over which changes lie here. */
  other: {
    note: '다른 창에서 결재경로를 새로 정했습니다. 이 창의 고친 경로는 그대로 있으며, 「이 경로로 정하기」를 누르면 다른 창에서 정한 경로를 바꿉니다.',
    take: '새로 정한 경로 보기',
  },
  marks: {
    title: '발의자·보고자 표시',
    away: (posts: string) => `결재경로에 없는 직위: ${posts}. 경로에 넣거나 올릴 때 생략 근거를 고르십시오(영 제8조제4항).`,
    article: '시행규칙 제6조제1항',
  },
  past: {
    title: '지난 경로',
    use: (title: string) => `‘${title}’에 쓴 경로 넣기`,
  },
  reroute: {
    open: '다른 직위로',
    stranded: '맡을 사람 없음',
    title: '결재경로 고침',
    note: '자리가 없어졌거나 비었고 직무대리도 없는 단계만 다른 직위로 바꿉니다. 지금까지의 서명은 그대로입니다.',
    pick: (post: string) => `${post} 대신할 직위`,
    reason: '바꾸는 까닭',
    needed: '직위를 고르고 까닭을 적으십시오.',
    button: '결재경로 고치기',
    busy: '고치는 중',
  },
} as const;
