/** Copies of a paper that are no original: to be looked at (열람용, 큰글자), signed by a person as 사본, and its card as a report. */

import type { Input } from '../../../shared/api/contract.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import { outgoingDigest } from '../../../shared/approval/acts/issued.ts';
import { rawToDer } from '../../../shared/crypto/crypto.ts';
import { cardPrint } from '../../../shared/forms/card.ts';
import { COPY_FIELD } from '../../../shared/forms/copy.ts';
import type { PaperPrint } from '../../../shared/forms/print-model.ts';
import { err, ok, type Err, type Result } from '../../../shared/lib/result.ts';
import { koreanDateTime } from '../../../shared/writing/amount.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { actorThen } from '../documents/agencies.ts';
import { pastOf } from '../documents/past-view.ts';
import { viewSource } from '../documents/source.ts';
import { titleOf } from '../documents/title.ts';
import { documentViewOf } from '../documents/view.ts';
import { keepFile } from '../export/keep.ts';
import { LOCKED, type SignCode } from '../keys/signer.ts';
import type { CmsSigner } from '../pdf/cms.ts';
import type { Saved } from '../platform.ts';
import { hasFinal } from './paper.ts';
import { baseModel, sealLooks } from './print.ts';

/** Who makes a copy: `교육부 평생직업교육과 과장 홍길동`. */
function makerOf(context: BackendContext): string {
  const me = context.me();
  return `${actorThen(context.names(), me, null)} ${me.name}`;
}

const NOT_FINAL = err('STATE_MISMATCH', '확정본이 나온 문서만 열람용이나 사본으로 만들 수 있습니다. 아무것도 만들지 않았습니다.');

/** The final paper with its seals drawn, marked across and at the head of each page; nothing is embedded, because it proves nothing. */
async function marked(
  context: BackendContext,
  state: DocumentState,
  mark: Pick<PaperPrint, 'watermark' | 'viewer' | 'large' | 'copyField'>,
): Promise<Result<Uint8Array>> {
  const model = await baseModel(context, state.documentId, state.base?.enforcedOn ?? null);
  if (!model.ok) return model;
  const seals = await sealLooks(context, state);
  if (!seals.ok) return seals;
  const drawn = await context.pdf.render({ ...model.value, files: [], createdAt: context.now().toISOString(), ...mark }, { seals: seals.value });
  return drawn.ok ? ok(drawn.value.pdf) : drawn;
}

/** 열람용: who looks and when stands on every page. */
export function viewingCopy(context: BackendContext, state: DocumentState, large: boolean): Promise<Result<Uint8Array>> {
  const viewer = `열람용 · ${makerOf(context)} · ${koreanDateTime(context.now().toISOString())}`;
  return marked(context, state, { watermark: '열람용', viewer, ...(large ? { large: true } : {}) });
}

const PSS = err('SIGN_METHOD', '이 인증서의 서명 방식(RSA-PSS)으로는 PDF에 서명하지 않습니다. 아무것도 만들지 않았습니다. 열람용으로 저장하십시오.');

/** The person's own key as a CMS wants it; a key that cannot sign after all (a token that was pulled out) is told by `refused`. */
function ownSigner({ keyring, ownCertificates }: BackendContext, refused: (why: Err<SignCode>) => void): Result<CmsSigner> {
  const [certificate, ...chain] = ownCertificates();
  if (keyring.unlockedUntil() === null) return LOCKED;
  if (certificate === undefined) return err('CERTIFICATE_UNKNOWN', '이 PC에 내 인증서가 없습니다. 사본에 서명하지 않았습니다. 인증서를 받은 뒤 다시 하십시오.');
  const { alg } = keyring;
  if (alg === 'PS256') return PSS;
  const sign = async (data: Uint8Array): Promise<Uint8Array> => {
    const raw = await keyring.sign(data);
    if (!raw.ok) refused(raw);
    return raw.ok && alg === 'RS256' ? raw.value : rawToDer(raw.ok ? raw.value : new Uint8Array(64));
  };
  return ok({ certificate, chain, alg, sign });
}

/** 사본: the paper as it was issued, said to be a copy on every page and in the signature of who made it. */
async function signedCopy(context: BackendContext, state: DocumentState): Promise<Result<Uint8Array>> {
  let refusal: Err<SignCode> | null = null;
  const signer = ownSigner(context, (why) => void (refusal = why));
  if (!signer.ok) return signer;
  const at = context.now().toISOString();
  const original = outgoingDigest(state);
  const print = original === null ? '' : ` · 원본 지문 ${original.slice(0, 16)}`;
  const mark = { watermark: '사본', viewer: `사본 · ${makerOf(context)} · ${koreanDateTime(at)}${print}`, copyField: COPY_FIELD };
  const copy = await marked(context, state, mark);
  if (!copy.ok) return copy;
  const { sealPdf } = await import('../pdf/seal.ts');
  const { agency, name } = context.me();
  const reason = original === null ? '사본' : `사본, 원본 SHA-256 ${original}`;
  const location = context.names().on(null).agencies.get(agency)?.name ?? '';
  const signed = await sealPdf({ bytes: copy.value, field: COPY_FIELD, sealName: name, signer: signer.value, at, reason, location, omitted: true });
  return refusal ?? signed;
}

/** The card as it stands now, for who reads it. */
async function card(context: BackendContext, documentId: string): Promise<Result<Uint8Array>> {
  const source = await viewSource(context, documentId);
  const past = pastOf(source, () => context.replica.entries(documentId).map(({ entry }) => entry));
  const at = context.now().toISOString();
  const drawn = await context.pdf.render(cardPrint({ view: documentViewOf(source, [], []), past, maker: makerOf(context), at }));
  return drawn.ok ? ok(drawn.value.pdf) : drawn;
}

const NAMES = { viewing: '열람용', large: '열람용 큰글자', signed: '사본', card: '문서관리카드' } as const;

/** Saves a copy. Refusals: STATE_MISMATCH before there is a final paper, LOCKED, those of keeping. */
export async function exportCopy(context: BackendContext, { documentId, kind, reason }: Input<'export.copy'>): Promise<Result<Saved>> {
  const state = stateOf(context.replica, documentId);
  if (kind !== 'card' && !(await hasFinal(context, state))) return NOT_FINAL;
  const made =
    kind === 'card'
      ? await card(context, documentId)
      : kind === 'signed'
        ? await signedCopy(context, state)
        : await viewingCopy(context, state, kind === 'large');
  if (!made.ok) return made;
  return keepFile(context, { documentId, what: 'pdf', file: null, reason }, `${await titleOf(context, documentId)} (${NAMES[kind]}).pdf`, made.value);
}
