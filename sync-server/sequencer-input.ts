/** What the sequencer and what follows it share: their parts, and refusals of the sequencer's own. */

import type { RefusalCode } from '../shared/approval/refusals.ts';
import { OMISSION_TOO_WEIGHTY } from '../shared/forms/seal-omission.ts';
import { err } from '../shared/lib/result.ts';
import type { LoggedEntry, SequencerCode } from '../shared/sync/api.ts';
import type { TrustContext } from '../shared/verify/trail.ts';
import type { LogSigner, MerkleLog } from './log.ts';
import type { Rooms } from './rooms.ts';
import type { Storage } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** What the sequencer is made of. `appended` hears of every committed append, in order. */
export interface SequencerInput {
  readonly storage: Storage;
  readonly trail: Trail;
  readonly rooms: Rooms;
  readonly log: MerkleLog;
  readonly signer: LogSigner;
  readonly trust: TrustContext;
  readonly clock: () => Date;
  readonly appended: (entries: readonly LoggedEntry[]) => void;
}

const SENTENCES: Record<Exclude<SequencerCode, RefusalCode>, string> = {
  STALE: '올리는 사이에 내용이 바뀌었습니다. 바뀐 내용은 그대로 남아 있습니다. 다시 확인하고 올리십시오.',
  CONTENT_INVALID: '문서의 내용이 양식에 맞지 않아 확정할 수 없습니다. 내용은 그대로입니다. 빠진 항목을 채우고 다시 올리십시오.',
  CONTENT_SECRET:
    '글에 비밀 표시(Ⅰ~Ⅲ급비밀)가 있어 확정하지 않았습니다(보안업무규정 제4조). 글은 그대로 있습니다. 표시를 잘못 붙였으면 지우고 다시 올리십시오. 비밀은 비밀 전용 체계로 처리하십시오.',
  SEAL_OMITTED: OMISSION_TOO_WEIGHTY,
  MALFORMED: '요청의 형식이 맞지 않습니다. 처리하지 않았습니다. 프로그램을 새 판으로 바꾸십시오.',
  SIGNATURE_INVALID: '서명이 서명한 사람의 인증서와 맞지 않습니다. 처리하지 않았습니다.',
  CERTIFICATE_UNKNOWN: '서명에 쓰인 인증서가 서버에 없습니다. 다시 로그인하면 등록됩니다.',
  CERTIFICATE_INVALID: '서명에 쓰인 인증서를 믿을 수 없습니다. 기관 관리자에게 확인하십시오.',
  NOT_ADMIN: '조직도는 그 기관의 관리자 인증서로만 바꿀 수 있습니다. 아무것도 바뀌지 않았습니다.',
  ADMIN_REVOKED: '폐지된 관리자 인증서입니다. 조직도는 바뀌지 않았습니다. 다른 관리자에게 초대를 받으십시오. 관리자가 더 없으면 recover로 돌아옵니다.',
  OWN_CERTIFICATE: '지금 서명한 인증서는 스스로 폐지할 수 없습니다. 아무것도 바뀌지 않았습니다. renew로 새 인증서를 만든 뒤 예전 것을 폐지하십시오.',
  DIRECTORY_MOVED: '이 기관의 다른 관리자가 먼저 조직도를 바꿨습니다. 그 변경은 그대로이고 이번 것은 올리지 않았습니다. 바뀐 조직도를 보고 다시 하십시오.',
  RECOVERING: '백업에서 복원한 서버가 그 뒤의 기록을 다시 받고 있습니다. 서명한 것은 이 PC에 있고, 다 받으면 이어서 보냅니다.',
  BUSY: '한 사람이 일 분에 보낼 수 있는 서명을 넘었습니다. 서명한 것은 이 PC에 있고, 잠시 뒤 이어서 보냅니다.',
  DIFF_MISMATCH: '함께 보낸 변경 내용이 두 판의 실제 차이와 다릅니다. 처리하지 않았습니다. 고친 판은 그대로 남아 있습니다. 다시 올리십시오.',
  DISCLOSURE_MISMATCH: '함께 보낸 글이 서명한 값과 다릅니다. 처리하지 않았습니다.',
};

/** A refusal as it is answered. */
export type Refused = { readonly ok: false; readonly code: SequencerCode; readonly message: string };

/** A refusal of the sequencer itself. */
export function refused(code: Exclude<SequencerCode, RefusalCode>): Refused {
  return err(code, SENTENCES[code]);
}
