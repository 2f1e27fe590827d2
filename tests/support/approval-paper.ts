/** A random joint paper for the scripts of the engine: three agencies, rising lanes, delegation tables, deputies lawful and not. */

import { parseScenario, type Scenario } from '../../shared/approval/scenario/format.ts';
import type { Random } from './sync-random.ts';

/** Leadership of every agency, from the head down. */
export const LEADERS = ['장관', '차관', '실장', '국장'];
const STAFF = ['주무관', '사무관', '과장'];

/** Codes of the agencies; the first leads. */
export const CODES = ['A', 'B', 'C'];

interface Step {
  readonly kind: string;
  readonly post: string;
  readonly marks: readonly string[];
}

/** Posts of an agency from the lowest up, with the name a scenario gives them. */
export const postsUp = (code: string): string[] => [...STAFF.map((one) => `${code}1/${one}`), ...LEADERS.toReversed().map((one) => `${code}/${one}`)];

/** A lane that rises in rank and ends in one decider; reviews and 협조 stand between, some side by side. */
function randomLane(random: Random, code: string, lead: boolean) {
  const posts = postsUp(code);
  const drafter = 1;
  const last = drafter + 1 + random.int(posts.length - drafter - 1);
  const between = posts.slice(lead ? drafter + 1 : drafter, last).filter(() => random.chance(0.6));
  const steps: Step[] = between.map((post) => ({ kind: random.chance(0.65) ? '검토' : '협조', post, marks: [] }));
  const beside: Step[] = random.chance(0.3) ? [{ kind: '협조', post: `${code}2/과장`, marks: [] }] : [];
  const stages: (Step | Step[])[] = [
    ...(lead ? [{ kind: '기안', post: posts[drafter] ?? '', marks: ['★', '⊙'] }] : []),
    ...steps.map((step, i) => (i === 0 && beside.length > 0 ? [step, ...beside] : step)),
    ...(steps.length === 0 && beside.length > 0 ? beside : []),
    { kind: '결재', post: posts[last] ?? '', marks: [] },
  ];
  return { agency: code, unit: `${code}1`, work: ['업무'], stages, deviation: null };
}

/** Deputies of a few leaders: some lawful, some not, as directories are. */
function randomDeputies(random: Random, code: string) {
  return LEADERS.filter(() => random.chance(0.25)).map((post) => {
    const below = LEADERS[LEADERS.indexOf(post) + 1];
    return {
      post: `${code}/${post}`,
      deputy: below === undefined ? `${code}1/과장` : `${code}/${below}`,
      from: '2026-11-23',
      until: random.chance(0.8) ? '2026-11-27' : '2027-01-31',
      ground: '출장',
      designatedBy: random.chance(0.5) ? null : `${code}/장관`,
      order: null,
    };
  });
}

/** One random paper: organisation, chain, and no act yet. */
export function randomScenario(random: Random): Scenario {
  const lanes = CODES.map((code, i) => randomLane(random, code, i === 0));
  const agencies = CODES.map((code, i) => ({
    code,
    name: `${code}부`,
    leadership: LEADERS,
    units: [
      { code: `${code}1`, name: `${code}과`, upper: '국장', positions: STAFF },
      { code: `${code}2`, name: `${code}둘째과`, upper: '국장', positions: STAFF },
    ],
    // The table gives the work to whoever the lane ends in, mostly; else the lane deviates and cannot be designed without a reason.
    delegation: random.chance(0.9) ? [{ work: '업무', approver: lanes[i]?.stages.flat().at(-1)?.post.split('/')[1] ?? '', article: '제5조' }] : [],
    deputies: random.chance(0.5) ? randomDeputies(random, code) : [],
  }));
  const taken = lanes.slice(0, 1 + random.int(3));
  const parsed = parseScenario({
    organisation: { agencies },
    chain: {
      drafter: 'A1/사무관',
      order: random.pick(['parallel', 'sequence']),
      important: random.chance(0.3),
      majorPolicy: random.chance(0.3),
      lanes: taken,
    },
    acts: [],
  });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
}
