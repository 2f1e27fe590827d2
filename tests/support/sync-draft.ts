/** A draft as the sync tests need it: written into rooms, its route designed, ready to submit. */

import { randomBytes } from 'node:crypto';
import type * as Y from 'yjs';
import type { Content } from '../../shared/collab/content.ts';
import { contentDigest, contentParts } from '../../shared/collab/digest.ts';
import { FIRST_SECTION } from '../../shared/collab/schema.ts';
import { writeContent } from '../../shared/collab/write.ts';
import type { JointPlan, LanePlan } from '../../shared/approval/route.ts';
import { digestOf } from '../../shared/trail/hash.ts';
import type { SignedStatement } from '../../shared/trail/statement.ts';
import type { Someone } from './sync-world.ts';

/** A small content of agency A. */
export function aContent(title = '협조 요청', sha256?: string): Content {
  return {
    v: 1,
    schemaVersion: 1,
    fields: {
      form: 'official',
      lead: 'A',
      leadUnit: 'U1',
      partners: [],
      partnerOrder: 'parallel',
      recipients: ['내부결재'],
      via: '',
      title,
      summary: '요지',
      keywords: ['협조'],
      work: ['정보화 운영'],
      disclosure: { kind: '공개', grounds: [] },
      recordFile: '정보화 일반',
      originator: '주무관',
      reporter: '주무관',
    },
    blocks: [{ type: 'block', kind: 'item', level: 1, inlines: [{ text: '관련 문서를 보냅니다.' }] }],
    attachments: sha256 === undefined ? [] : [{ name: '붙임.txt', label: '붙임 1부.', mediaType: 'text/plain', size: 3, sha256 }],
  };
}

/** Writes the content into the rooms of version 1. */
export function write(main: Y.Doc, section: Y.Doc, content: Content): void {
  writeContent({ main, sections: new Map([[FIRST_SECTION, section]]) }, content);
}

const LANE: LanePlan = {
  agency: 'A',
  unit: 'U1',
  stages: [
    [{ id: 's1', kind: 'draft', unit: 'U1', position: '주무관', marks: ['originator', 'reporter'], delegated: false }],
    [{ id: 's2', kind: 'approve', unit: 'U1', position: '과장', marks: [], delegated: true }],
  ],
};
const JOINT: JointPlan = { lead: { agency: 'A', unit: 'U1' }, partners: [], order: 'parallel' };

/** kim designs the lane. */
export function design(kim: Someone, documentId: string): SignedStatement {
  const body = { lane: LANE, recordFile: '정보화 일반', basis: { work: ['정보화 운영'], amount: null }, deviation: null };
  return kim.sign('lane.designed', body, { documentId, laneDigest: digestOf(LANE) });
}

/** kim submits this content under fresh salts, saying of its weight what is given. */
export function submit(
  kim: Someone,
  documentId: string,
  content: Content,
  said: { readonly important?: true } = {},
): { signed: SignedStatement; salts: string[] } {
  const salts = contentParts(content).map(() => randomBytes(16).toString('hex'));
  const digest = contentDigest(content, salts);
  const body = { joint: JOINT, parts: salts.length, exemption: null, ...said };
  const signed = kim.sign('submitted', body, { documentId, stepId: 's1', contentDigest: digest, jointDigest: digestOf(JOINT), laneDigest: digestOf(LANE) });
  return { signed, salts };
}

/** lee decides the second step. */
export function decideStep(lee: Someone, documentId: string, contentDigest: string | null): SignedStatement {
  const body = { opinion: null, delegation: { work: '정보화 운영', approver: '과장', article: '별표 1' } };
  return lee.sign('decided', body, { documentId, stepId: 's2', contentDigest, jointDigest: digestOf(JOINT), laneDigest: digestOf(LANE) });
}
