/** Commands of the chain: routes, signing, a reviewer's own edit, 의견조회. They are part of the contract and stand nowhere else. */

import { SECTION_LIMITS } from '../policy/sections.ts';
import { readRange } from './readers-view.ts';
import { sectionSet } from './sections-view.ts';
import { share } from './shares-view.ts';
import { z } from 'zod';
import { postView, SKIP_GROUNDS } from './act-view.ts';
import { draftCheck } from './check-view.ts';
import { consulted, consultedView } from './consultation-view.ts';
import { laneDue } from './due-view.ts';
import { lanePlan } from './lane-plan.ts';
import { usualTimes } from './usual-view.ts';
import { WORDS_MOST } from '../approval/said.ts';

/** Id of a document. */
export const documentId = z.uuid();

/** Input of commands on a document. */
export const onDocument = z.object({ documentId });

/** What a signed act comes back with: accepted now, or kept to be sent (server down). Refusals are errors with a code. */
export const acted = z.object({ state: z.enum(['accepted', 'waiting']), sentence: z.string() });

const opinion = z.object({ kind: z.enum(['none', 'different', 'remark']), text: z.string().max(WORDS_MOST) });
const onStep = z.object({ documentId, stepId: z.string().max(200) });
const reason = z.string().trim().min(1).max(WORDS_MOST);

/** The commands: name → input and output. */
export const chainCommands = {
  'route.propose': {
    input: onDocument,
    output: z.object({
      lane: lanePlan,
      /** What the delegation table proposes, also where another route is signed. */
      lawful: lanePlan,
      recordFile: z.string(),
      rule: z.string(),
      /** No route is signed, and the one proposed is that of the paper this draft was copied from. */
      copied: z.boolean(),
      recordFiles: z.array(z.string()),
      positions: z.array(postView),
      /** The post of the agency head, who alone decides without 전결. */
      head: z.string(),
      /** In the name of who decides it (부서 간 협조문): nobody decides for another. */
      ownName: z.boolean(),
      marks: z.object({ originator: z.string(), reporter: z.string() }),
      /** Lanes this person designed in the same role before, newest first. */
      past: z.array(z.object({ title: z.string(), at: z.string(), lane: lanePlan })),
      /** Lanes saved under a name in this role. */
      saved: z.array(z.object({ name: z.string(), lane: lanePlan })),
      /** Why the lane as it is signed stands above or below the table; '' where it does not. */
      reason: z.string(),
      /** The days as they stand. */
      due: laneDue,
      /** How long it usually takes, from the papers at hand. */
      usual: usualTimes,
      /** Days the own office is closed beside the public holidays (HD4). */
      daysOff: z.array(z.string()),
    }),
  },
  'route.check': {
    input: z.object({ documentId, lane: lanePlan, reason: z.string().max(WORDS_MOST).optional() }),
    output: z.object({ checks: z.array(draftCheck), deviation: z.enum(['above', 'below']).nullable() }),
  },
  /** `reason`: why the decider stands above or below the table (영 §67 2호); needed there, not taken elsewhere. */
  'route.design': {
    input: z.object({ documentId, lane: lanePlan, recordFile: z.string().max(200), reason: z.string().max(WORDS_MOST).optional(), due: laneDue.optional() }),
    output: acted,
  },
  /** 관계기관 of a draft, in their order; who is named writes along. */
  'route.partners': {
    input: z.object({
      documentId,
      partners: z.array(z.object({ agency: z.string().max(40), unit: z.string().max(40) })).max(40),
      order: z.enum(['parallel', 'sequence']),
    }),
    output: z.object({ sentence: z.string() }),
  },
  /** 기한 of the own lane, in place of the days before. */
  'due.set': { input: z.object({ documentId, due: laneDue }), output: acted },
  /** 일괄기안: papers that go together, the main one first; one alone ends its 일괄기안 for all of it. */
  'bundle.set': { input: z.object({ papers: z.array(documentId).min(1).max(100) }), output: acted },
  /** The main paper's route for all; `reason` where it stands above or below the table for one of them. */
  'bundle.route': { input: z.object({ papers: z.array(documentId).min(2).max(100), reason: z.string().max(WORDS_MOST).optional() }), output: acted },
  /** 열람범위, in place of the one before (RT10). */
  'rights.set': { input: z.object({ documentId, shares: z.array(share).max(200) }), output: acted },
  /** 맡은 부분, in place of those before (RT13). */
  'sections.set': { input: z.object({ documentId, sections: z.array(sectionSet).max(SECTION_LIMITS.count) }), output: acted },
  'readers.set': { input: z.object({ documentId, range: readRange }), output: acted },
  /** 저장한 경로: by the role this person has in the document; kept on this machine. */
  'routes.save': { input: z.object({ documentId, name: z.string().min(1).max(60), lane: lanePlan }), output: z.object({}) },
  'routes.remove': { input: z.object({ documentId, name: z.string().min(1).max(60) }), output: z.object({}) },
  /** Another post for each step of the own lane nobody can act on (AP24). */
  'route.reroute': {
    input: z.object({
      documentId,
      posts: z
        .array(z.object({ stepId: z.string().max(200), position: z.string().max(100), unit: z.string().max(40).nullable() }))
        .min(1)
        .max(40),
      reason,
    }),
    output: acted,
  },
  'approval.submit': {
    input: onDocument.extend({
      /** A 대결 on it is reported afterwards (영 §10③). */
      important: z.boolean().optional(),
      /** 주요 정책 사항: returned and rewritten drafts are registered too (기록물법 영 §21①2호). */
      majorPolicy: z.boolean().optional(),
      /** Why ★ and ⊙ are left out (영 §8④). */
      exemption: z.enum(['simple', 'routine', 'factual']).nullable().optional(),
    }),
    output: acted,
  },
  'approval.receive': { input: z.object({ documentId, handler: z.string() }), output: acted },
  'approval.handlers': { input: onDocument, output: z.object({ people: z.array(z.object({ id: z.string(), name: z.string(), position: z.string() })) }) },
  /** `report`: a deputy holds the paper important, so that it is reported afterwards (영 §10③). */
  'approval.sign': { input: onStep.extend({ opinion, report: z.boolean().optional() }), output: acted },
  'approval.return': { input: onStep.extend({ reason }), output: acted },
  'approval.hold': { input: onStep.extend({ reason, until: z.iso.date().nullable() }), output: acted },
  'approval.release': { input: onStep, output: acted },
  /** `due`: by when the change is wanted. */
  'approval.askChange': { input: onStep.extend({ reason, due: z.iso.date().nullable().optional() }), output: acted },
  'approval.skip': { input: onStep.extend({ ground: z.enum(SKIP_GROUNDS), reason: z.string().max(WORDS_MOST) }), output: acted },
  'approval.confirmReport': { input: onStep.extend({ opinion }), output: acted },
  /** A reviewer's own edit (영 §9③): the next version opens for this person alone. */
  'revision.open': { input: onStep.extend({ reason }), output: acted },
  /** Freezes it. `reconcur`: 협조 steps to be taken again. */
  'revision.send': { input: z.object({ documentId, reason, reconcur: z.array(z.string().max(200)).max(100) }), output: acted },
  'revision.drop': { input: onDocument, output: acted },
  /** Whom an 의견조회 can ask: 처리과, and with a word typed people too. */
  'consultation.targets': { input: onDocument.extend({ query: z.string().max(100) }), output: z.object({ targets: z.array(consultedView) }) },
  'consultation.ask': {
    input: onDocument.extend({ question: reason, to: z.array(consulted).min(1).max(200), atLeast: z.number().int().min(1).max(200), due: z.iso.date() }),
    output: acted,
  },
  /** An empty opinion is 의견 없음. */
  'consultation.answer': { input: onDocument.extend({ id: z.string().max(100), opinion: z.string().max(WORDS_MOST) }), output: acted },
  'consultation.close': { input: onDocument.extend({ id: z.string().max(100) }), output: acted },
  'approval.withdraw': { input: z.object({ documentId, reason }), output: acted },
  /** `textOf`: an earlier version whose text the new one begins with. */
  'approval.redraft': { input: onDocument.extend({ textOf: z.number().int().min(1).optional() }), output: acted },
} as const;
