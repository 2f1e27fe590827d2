/** The main job once, for real: draft, write together, joint chain with a fire in the middle, register, seal, issue, receive, prove. */

import type { Output } from '../../../shared/api/contract.ts';
import type { DocumentView, StepView } from '../../../shared/api/views.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import type { Agency } from '../../../shared/org/directory.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import type { Backend } from '../../backend/backend.ts';
import { must, seen, StoryFault, until, type Cast } from './cast.ts';
import { converge, draftHere, letters, typeInto } from './coedit.ts';
import { readInput } from './input.ts';
import { draftingPost } from './people.ts';
import { startServer, type ServerProcess } from './server-process.ts';

/** What the story runs on. `say` reports a finished step. */
export interface Stage {
  readonly cast: Cast;
  readonly dataDir: string;
  readonly agencies: readonly Agency[];
  readonly input: string;
  readonly server: { current: ServerProcess };
  readonly say: (step: string, detail: string) => void;
}

interface Scene {
  readonly stage: Stage;
  readonly documentId: string;
  readonly drafter: Backend;
  readonly partners: readonly { readonly agency: Agency; readonly unit: string; readonly handler: Backend }[];
}

function agencyOf(stage: Stage, code: string): Agency {
  const agency = stage.agencies.find((candidate) => candidate.code === code);
  if (agency === undefined) throw new StoryFault('AGENCY_UNKNOWN', `조직도에 없는 기관입니다: ${code}`);
  return agency;
}

async function beginDraft(stage: Stage): Promise<Scene> {
  const { markdown, attachments, fields } = must(await readInput(stage.input, stage.agencies));
  const lead = agencyOf(stage, fields.lead);
  const drafter = await stage.cast.at(fields.lead, draftingPost(lead));
  const { documentId } = must(await drafter.handlers['documents.import']({ markdown, attachments }));
  const partners = [];
  for (const partner of fields.partners) {
    const agency = agencyOf(stage, partner.agency);
    partners.push({ agency, unit: partner.unit, handler: await stage.cast.at(agency.code, draftingPost(agency)) });
  }
  stage.say('기안', `${lead.name} ${draftingPost(lead)}, 붙임 ${attachments.length}건, ${await letters(drafter, documentId)}자`);
  return { stage, documentId, drafter, partners };
}

/** Everyone types at once; the last partner is cut off for a while and comes back. */
async function writeTogether(scene: Scene): Promise<Scene> {
  const { stage, documentId, drafter } = scene;
  for (const { handler } of scene.partners) await draftHere(handler, documentId);
  const away = scene.partners.at(-1);
  const offline = away === undefined ? null : await stage.cast.reopen(away.agency.code, draftingPost(away.agency), null);
  const online = scene.partners.slice(0, -1);
  const content = must(await drafter.context.drafts.content(documentId));
  const items = content.blocks.flatMap((block) =>
    block.type === 'block' && block.inlines.length > 0 ? [block.inlines.map((inline) => inline.text).join('')] : [],
  );
  const pick = (n: number): string => items.at(n) ?? items[0] ?? '';
  await Promise.all([
    typeInto(drafter, documentId, pick(-3), ' ※ 결과는 세 부처가 함께 보관'),
    ...online.map(({ handler }) => typeInto(handler, documentId, pick(-3), ', 기관별 실적을 붙임으로 첨부')),
    ...(offline === null ? [] : [typeInto(offline, documentId, pick(-2), ' ※ 회의 자료는 5일 전까지 공유')]),
  ]);
  const back = away === undefined ? null : await stage.cast.reopen(away.agency.code, draftingPost(away.agency), stage.server.current.url);
  const partners = scene.partners.map((partner) => (partner === away && back !== null ? { ...partner, handler: back } : partner));
  await converge([drafter, ...partners.map((partner) => partner.handler)], documentId);
  stage.say('함께 쓰기', `${partners.length + 1}개 기관이 동시에, 한 곳은 끊긴 채 썼고 모두 같은 글이 됨 (${await letters(drafter, documentId)}자)`);
  return { ...scene, partners };
}

async function designLane(backend: Backend, documentId: string): Promise<Output<'route.propose'>> {
  const proposal = must(await backend.handlers['route.propose']({ documentId }));
  must(await backend.handlers['route.design']({ documentId, lane: proposal.lane, recordFile: proposal.recordFile }));
  return proposal;
}

async function submit(scene: Scene): Promise<void> {
  const { documentId, drafter, stage } = scene;
  const proposal = await designLane(drafter, documentId);
  must(await drafter.handlers['approval.submit']({ documentId }));
  const view = await seen(drafter, documentId, '내용 확정', (document) => document.status === 'in-approval');
  stage.say('결재 올림', `내용 확정 ${view.contentDigest?.slice(0, 12) ?? ''}…, ${proposal.rule}`);
}

const stepIn = (view: DocumentView, id: string): StepView | undefined => view.lanes.flatMap((lane) => lane.stages.flat()).find((step) => step.id === id);

/** Signs every step of one agency's lane in order. `before` runs ahead of the last signature. */
async function runLane(scene: Scene, agency: string, before?: (approver: Backend) => Promise<void>): Promise<string> {
  const { stage, documentId } = scene;
  const watcher = scene.partners.find((partner) => partner.agency.code === agency)?.handler ?? scene.drafter;
  let decider = '';
  for (;;) {
    const lane = (
      await seen(watcher, documentId, '차례', (view) =>
        view.lanes.some((one) => one.agency.code === agency && (one.state === 'decided' || one.stages.flat().some((step) => step.state === 'now'))),
      )
    ).lanes.find((one) => one.agency.code === agency);
    const step = lane?.stages.flat().find((one) => one.state === 'now');
    if (step === undefined) return decider;
    const person = await stage.cast.at(agency, step.position);
    const last = lane?.stages.at(-1)?.[0]?.id === step.id;
    const view = await seen(person, documentId, '결재 차례', (document) => document.acts.includes('sign'));
    must(await person.handlers['inbox.open']({ documentId }));
    if (last && before !== undefined) return before(person).then(() => step.position);
    const opinion =
      step.kind === 'review' && view.lead.code !== agency && decider === ''
        ? { kind: 'different' as const, text: '열람 범위를 한정하는 근거를 밝혀야 함' }
        : { kind: 'none' as const, text: '' };
    must(await person.handlers['approval.sign']({ documentId, stepId: step.id, opinion }));
    decider = `${step.position}${step.delegated ? ' 전결' : ''}`;
    // The signer knows first; asked before it hears of it, the watcher would name the signed step once more.
    await seen(watcher, documentId, '서명 반영', (document) => stepIn(document, step.id)?.state !== 'now');
  }
}

async function takeRequests(scene: Scene): Promise<void> {
  for (const { handler, agency } of scene.partners) {
    await seen(handler, scene.documentId, '결재 요청', (view) => view.acts.includes('receive'));
    must(await handler.handlers['approval.receive']({ documentId: scene.documentId, handler: handler.profile.personId }));
    await seen(handler, scene.documentId, '담당자 지정', (view) => view.acts.includes('designPartner'));
    const proposal = await designLane(handler, scene.documentId);
    scene.stage.say('결재 요청 수령', `${agency.name} 담당자 지정, ${proposal.rule}`);
  }
}

/** The fire: the server is killed, the approver signs all the same, the server comes back, the signature is accepted. */
async function decideInTheDark(scene: Scene, approver: Backend): Promise<void> {
  const { stage, documentId } = scene;
  const port = stage.server.current.port;
  await stage.server.current.kill();
  await until(approver, '끊김', () => approver.context.sync.status().connection === 'offline');
  const view = must(await approver.handlers['documents.get']({ documentId }));
  const step = view.lanes.flatMap((lane) => lane.stages.flat()).find((one) => one.mine);
  if (step === undefined) throw new StoryFault('NOT_YOUR_TURN', '서명할 단계를 찾지 못했습니다.');
  const acted = must(await approver.handlers['approval.sign']({ documentId, stepId: step.id, opinion: { kind: 'none', text: '' } }));
  if (acted.state !== 'waiting') throw new StoryFault('NOT_WAITING', '서버가 멈췄는데 서명이 보관되지 않았습니다.');
  stage.server.current = must(await startServer(stage.dataDir, port));
  await seen(approver, documentId, '보관한 서명 반영', (document) => !document.acts.includes('sign'));
  stage.say('끊긴 채 결재', `서버를 강제로 멈춘 사이 ${step.position} 서명 → 서버가 돌아온 뒤 받아들여짐`);
}

async function runChain(scene: Scene): Promise<void> {
  const { stage, drafter, documentId } = scene;
  stage.say('주관기관 결재', await runLane(scene, drafter.profile.agency.code));
  await takeRequests(scene);
  const last = scene.partners.at(-1);
  await Promise.all(
    scene.partners
      .filter((partner) => partner !== last)
      .map(async ({ agency }) => stage.say('관계기관 결재', `${agency.name} ${await runLane(scene, agency.code)}`)),
  );
  if (last !== undefined) await runLane(scene, last.agency.code, (approver) => decideInTheDark(scene, approver));
  const view = await seen(drafter, documentId, '등록', (document) => document.status === 'registered');
  stage.say('성립·등록', view.lanes.map((lane) => lane.registration ?? '').join(', '));
}

async function sealAndIssue(scene: Scene): Promise<void> {
  const { stage, drafter, documentId } = scene;
  must(await drafter.handlers['issue.fixBase']({ documentId, enforcedOn: seoulDate(new Date().toISOString()) }));
  for (const backend of [drafter, ...scene.partners.map((partner) => partner.handler)]) {
    await seen(backend, documentId, '날인 차례', (view) => view.acts.includes('seal'));
    must(await backend.handlers['issue.seal']({ documentId }));
    await seen(backend, documentId, '날인 반영', (view) => !view.acts.includes('seal'));
    stage.say('관인 날인', backend.profile.agency.name);
  }
  await seen(drafter, documentId, '발송 차례', (view) => view.acts.includes('issue'));
  must(await drafter.handlers['issue.send']({ documentId }));
  const view = await seen(drafter, documentId, '발송', (document) => document.status === 'issued');
  const inside = view.times.recipients.filter((recipient) => recipient.arrivedAt !== null);
  stage.say(
    '발송',
    `수신 ${view.times.recipients.length}곳 가운데 도달 ${inside.length}곳(${inside.map((recipient) => recipient.agency).join(', ')}), 나머지는 조직도 밖이라 찍히기만 함`,
  );
}

/** Clerks of the receiving units open the paper, read-only; the reading is logged. */
async function receive(scene: Scene): Promise<void> {
  const { stage, documentId, drafter } = scene;
  const issued = drafter.context.replica
    .entries(documentId)
    .flatMap(({ entry }) => (entry.kind === 'serverFact' && entry.body.fact.type === 'arrived' ? [entry.body.fact] : []));
  for (const { agency, unit } of issued) {
    const found = agencyOf(stage, agency).units.find((candidate) => candidate.code === unit);
    const clerk = await stage.cast.at(agency, found?.positions[0] ?? '', found?.name);
    const view = await seen(clerk, documentId, '받은 문서', (document) => document.status === 'issued' && document.title !== '(제목을 받는 중)');
    if (view.right !== 'view') throw new StoryFault('RIGHT_TOO_WIDE', '받은 문서는 열람만 할 수 있어야 합니다.');
    must(await clerk.handlers['inbox.open']({ documentId }));
    stage.say('수신', `${agencyOf(stage, agency).name} ${found?.name ?? ''} ${found?.positions[0] ?? ''} 받은 문서함에서 열람, 기록됨`);
  }
}

/** Runs the story; its end is the document's id and what it was called. */
export async function runStory(stage: Stage): Promise<Result<{ documentId: string; registration: string; drafter: Backend }>> {
  const scene = await writeTogether(await beginDraft(stage));
  await submit(scene);
  await runChain(scene);
  await sealAndIssue(scene);
  await receive(scene);
  const view = must(await scene.drafter.handlers['documents.get']({ documentId: scene.documentId }));
  return ok({ documentId: scene.documentId, registration: view.registration ?? '', drafter: scene.drafter });
}
