/** 파일로 저장: a fixed paper left the program, with the reason where policy asks for one. */

import { mayRead } from '../../policy/access.ts';
import { downloadRule, reasonSuffices } from '../../policy/download.ts';
import { seoulDate } from '../../writing/amount.ts';
import { NOTHING } from '../decision.ts';
import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** `downloaded`. Who kept the paper has read it: it counts as opened (AP7). */
export const downloaded: ActRule<'downloaded'> = {
  decide(state, { actor, at, body }, directory) {
    if (!mayRead(state, directory, actor.person, seoulDate(at))) return refuse('NOT_ALLOWED');
    const rule = downloadRule(state, directory, actor.person);
    if (rule === 'free' || (body.what === 'attachment') !== (body.file !== null)) return refuse('STATE_MISMATCH');
    return reasonSuffices(rule, body.ground, body.reason !== null) ? NOTHING : refuse('DOWNLOAD_REASON');
  },
  evolve: (state, { actor, at, version }) => ({ ...state, openings: [...state.openings, { person: actor.person, version, at }] }),
};
