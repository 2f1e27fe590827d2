/** Commands after 성립: fix the date and base, seal, issue, open, preview, export the PDF. */

import { refuse } from '../../../shared/approval/refusals.ts';
import { laneOf, type DocumentState } from '../../../shared/approval/state.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { isUnitLetter } from '../../../shared/forms/forms.ts';
import { sealFieldName } from '../../../shared/forms/official.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { outgoingDigest } from '../../../shared/approval/acts/issued.ts';
import { inUnit } from '../approval/standing.ts';
import { boundToDocument, stateOf } from '../acts/compose.ts';
import { act, type Acted } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import { keepFile } from '../export/keep.ts';
import type { Handlers } from '../handlers.ts';
import type { Input, Output } from '../../../shared/api/contract.ts';
import { onlyViews } from '../../../shared/policy/viewing.ts';
import type { Saved } from '../platform.ts';
import { recipientsOf } from '../documents/recipients.ts';
import { omitsSeal, titleOf } from '../documents/title.ts';
import { lookOf } from '../seals/picture.ts';
import { exportCopy, viewingCopy } from './copies.ts';
import { moreSeals, sealAfterOthers } from './loser.ts';
import { isFinal, paperOf, staysInside } from './paper.ts';
import { currentPdf, renderArchive, renderBase, renderDraft } from './print.ts';
import { closeAfterLast, isLastSeal, stampsExpected, stampsOf } from './stamps.ts';

type IssueCommands = 'issue.fixBase' | 'issue.seal' | 'issue.send' | 'inbox.open' | 'preview.pdf' | 'export.pdf' | 'export.copy';

const INTERNAL = err('INTERNAL_PAPER', '내부결재 문서는 시행하거나 날인하지 않습니다. 아무것도 바뀌지 않았습니다. 보내려면 수신자를 정해 다시 기안하십시오.');

async function fixBase(context: BackendContext, documentId: string, enforcedOn: string): Promise<Result<Acted>> {
  const state = stateOf(context.replica, documentId);
  if (await staysInside(context, state)) return INTERNAL;
  const rendered = await renderBase(context, documentId, enforcedOn);
  if (!rendered.ok) return rendered;
  const baseDigest = await context.replica.putBlob(rendered.value);
  return act(context, {
    documentId,
    type: 'base.fixed',
    body: { baseDigest, enforcedOn },
    bound: boundToDocument(state, context.me().agency),
    standing: inUnit(context, laneOf(state, context.me().agency)?.unit),
    done: isUnitLetter(state.form) ? '시행일을 정하고 보낼 문서를 만들었습니다.' : '시행일을 정하고 날인할 문서를 만들었습니다.',
  });
}

/** A partner re-renders the base and compares before its seal goes on (DESIGN §9). */
async function baseMatches(context: BackendContext, state: DocumentState): Promise<Result<null>> {
  if (state.base === null) return refuse('STATE_MISMATCH');
  const own = await renderBase(context, state.documentId, state.base.enforcedOn);
  if (!own.ok) return own;
  return sha256Hex(own.value) === state.base.digest
    ? ok(null)
    : err('BASE_DIFFERS', '주관기관이 만든 문서가 이 PC에서 만든 것과 다릅니다. 날인하지 않았습니다. 주관기관에 알리십시오.');
}

/** Seals what stands there now: with the registered look, or with none where the paper says 관인생략. */
async function sealedPaper(
  context: BackendContext,
  state: DocumentState,
  current: Uint8Array,
  omitted: boolean,
): Promise<Result<{ readonly bytes: Uint8Array; readonly seal: string; readonly unstamped: boolean }>> {
  const me = context.me();
  const agency = context.replica.directory().agencies.get(me.agency);
  const signer = context.seal();
  if (!signer.ok) return signer;
  const record = agency?.seal ?? null;
  if (record === null || record.certificate !== sha256Hex(signer.value.certificate)) return refuse('SEAL_UNREGISTERED');
  const look = omitted ? ok(null) : await lookOf(context, record);
  if (!look.ok) return look;
  // Read from disk with the first seal: few sessions set one, and what it needs is a third of the program.
  const { sealPdf } = await import('../pdf/seal.ts');
  const stamps = await stampsOf(context);
  const sealed = await sealPdf({
    bytes: current,
    field: sealFieldName(me.agency),
    sealName: record.name,
    picture: look.value,
    signer: signer.value,
    at: context.now().toISOString(),
    omitted,
    reason: omitted ? '관인생략 문서의 전자서명' : '관인 날인',
    location: agency?.name ?? '',
    stamp: stamps?.source ?? null,
  });
  if (!sealed.ok) return sealed;
  const closed = await closeAfterLast(context, state, sealed.value, stamps);
  return closed.ok ? ok({ bytes: closed.value, seal: record.certificate, unstamped: stamps === null && stampsExpected(context) }) : closed;
}

/** Said of a seal set out of reach of the server whose time stamps it would have had. */
const UNSTAMPED = {
  more: ' 시각확인은 받지 못했습니다. 마지막 기관이 서버에 이어진 채 날인하면 문서 전체에 시각확인이 붙습니다.',
  last: ' 이 문서에는 시각확인이 붙지 않습니다. 날인한 때는 서버에 닿으면 기록이 증명합니다.',
};

async function applySeal(context: BackendContext, documentId: string): Promise<Result<Acted>> {
  const state = stateOf(context.replica, documentId);
  const { agency } = context.me();
  const matches = await baseMatches(context, state);
  if (!matches.ok) return matches;
  const current = await currentPdf(context, state);
  if (current === null) return refuse('STATE_MISMATCH');
  if (!current.ok) return current;
  const omitted = await omitsSeal(context, documentId);
  const sealed = await sealedPaper(context, state, current.value, omitted);
  if (!sealed.ok) return sealed;
  const { bytes, seal, unstamped } = sealed.value;
  const body = { agency, fromDigest: sha256Hex(current.value), toDigest: await context.replica.putBlob(bytes), seal };
  const standing = inUnit(context, laneOf(state, agency)?.unit);
  const done = omitted ? '관인생략 문서에 전자서명했습니다.' : '관인을 찍었습니다.';
  const note = unstamped ? UNSTAMPED[isLastSeal(state) ? 'last' : 'more'] : '';
  return act(context, { documentId, type: 'sealed', body, bound: boundToDocument(state, agency), standing, done, note });
}

async function send(context: BackendContext, documentId: string): Promise<Result<Acted>> {
  const state = stateOf(context.replica, documentId);
  const content = await context.drafts.content(documentId);
  if (!content.ok) return content;
  const finalDigest = outgoingDigest(state);
  if (finalDigest === null || state.base === null) return refuse('STATE_MISMATCH');
  const recipients = recipientsOf(content.value.fields, { directory: context.replica.directory(), names: context.names(), state });
  const body = { finalDigest, enforcedOn: state.base.enforcedOn, recipients };
  const standing = inUnit(context, state.lead?.unit);
  return act(context, { documentId, type: 'issued', body, bound: boundToDocument(state, context.me().agency), standing, done: '발송했습니다.' });
}

/** Saves the final paper, as it was sealed or as PDF/A-1b for the archives. */
async function exportPdf(context: BackendContext, { documentId, reason, archive = false }: Input<'export.pdf'>): Promise<Result<Saved>> {
  const state = stateOf(context.replica, documentId);
  const current = await paperOf(context, state);
  if (current === null || !isFinal(state)) return err('STATE_MISMATCH', '날인이 끝난 문서만 내보낼 수 있습니다.');
  if (!current.ok) return current;
  const kept = archive ? await renderArchive(context, state) : current;
  if (!kept.ok) return kept;
  const name = `${await titleOf(context, documentId)}${archive ? ' (보존용)' : ''}.pdf`;
  return keepFile(context, { documentId, what: 'pdf', file: null, reason }, name, kept.value);
}

/**
 * What is shown of a paper: its own bytes, or a draft of it. Who only looks at it, and whoever asks for 큰글자, sees a copy that says 열람용.
 */
async function preview(context: BackendContext, { documentId, large = false }: Input<'preview.pdf'>): Promise<Result<Output<'preview.pdf'>>> {
  const state = stateOf(context.replica, documentId);
  const current = await paperOf(context, state);
  if (current === null) {
    const draft = await renderDraft(context, documentId, large);
    return draft.ok ? ok({ pdf: draft.value, final: false, viewing: false }) : draft;
  }
  const final = isFinal(state);
  if (!final || !(large || onlyViews(state, context.replica.directory(), context.me().id)))
    return current.ok ? ok({ pdf: current.value, final, viewing: false }) : current;
  const copy = await viewingCopy(context, state, large);
  return copy.ok ? ok({ pdf: copy.value, final, viewing: true }) : copy;
}

/** Commands of sealing and issue. */
export function issueCommands(context: BackendContext): Pick<Handlers, IssueCommands> {
  return {
    'issue.fixBase': ({ documentId, enforcedOn }) => fixBase(context, documentId, enforcedOn),
    'issue.seal'({ documentId }) {
      let known = 0;
      const seal = (): Promise<Result<Acted>> => {
        known = stateOf(context.replica, documentId).seals.length;
        return applySeal(context, documentId);
      };
      return sealAfterOthers(seal, () => moreSeals(context, documentId, known));
    },
    'issue.send': ({ documentId }) => send(context, documentId),
    async 'inbox.open'({ documentId }) {
      const state = stateOf(context.replica, documentId);
      return act(context, {
        documentId,
        type: 'opened',
        body: { what: 'content' },
        bound: boundToDocument(state, context.me().agency),
        done: '열람을 기록했습니다.',
      });
    },
    'preview.pdf': (input) => preview(context, input),
    'export.copy': (input) => exportCopy(context, input),
    'export.pdf': (input) => exportPdf(context, input),
  };
}
