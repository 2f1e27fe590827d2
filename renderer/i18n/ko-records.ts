/** Words of keeping files and of the records of access. */

/** Keeping a paper outside, and who did what with papers. */
export const koRecords = {
  keeping: {
    title: '파일로 저장하는 사유',
    note: '다른 기관의 문서이거나 발송한 문서입니다. 누가 왜 저장했는지 서명으로 기록하고, 이 문서를 보는 사람과 감사담당자가 봅니다.',
    ground: '사유',
    text: '덧붙일 말',
    textNeeded: '사유를 적으십시오',
    example: '예: 국정감사 요구자료 제12호',
    once: '이 문서를 다시 저장할 때는 로그인해 있는 동안 같은 사유로 기록합니다.',
    button: '기록하고 저장',
    recorded: (why: string) => (why === '' ? '저장한 일을 기록했습니다.' : `사유: ${why}. 저장한 일을 기록했습니다.`),
    askAgain: '다음에는 사유 다시 고르기',
    keptOutside: (n: number) => `파일로 저장 ${n}회`,
  },
} as const;
