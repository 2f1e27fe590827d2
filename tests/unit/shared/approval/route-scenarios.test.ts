import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../../shared/approval/scenario/format.ts';
import { reportOf } from '../../../../shared/approval/scenario/report.ts';
import { runScenario } from '../../../../shared/approval/scenario/run.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const FOLDER = join(ROOT, 'tests/fixtures/route');
const SPEC = readFileSync(join(ROOT, 'shared/approval/SPEC.md'), 'utf8');
const organisation: unknown = JSON.parse(readFileSync(join(FOLDER, 'organisation.json'), 'utf8'));
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && name !== 'organisation.json');
const rules = [...SPEC.matchAll(/^\| ([A-Z]{2}\d+) \|/gm)].map((match) => match[1] ?? '');
/** Rules that SPEC.md says no scenario can hold, each with the files that test it. */
const apart = [...SPEC.matchAll(/^- of ((?:[A-Z]{2}\d+ ?)+): (.*`tests\/.*)$/gm)].flatMap(([, ids = '', where = '']) =>
  ids
    .trim()
    .split(' ')
    .map((id) => ({ id, paths: [...where.matchAll(/`(tests\/[^`]+)`/g)].map((match) => match[1] ?? '') })),
);
const blocks = [...SPEC.matchAll(/^```json\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');

function check(raw: Record<string, unknown>) {
  const scenario = parseScenario(typeof raw['organisation'] === 'string' ? { ...raw, organisation } : raw);
  if (!scenario.ok) throw new Error(scenario.message);
  return reportOf(scenario.value, runScenario(scenario.value));
}

describe('the examples of SPEC.md', () => {
  it.each(files)('%s runs as it expects', (name) => {
    const raw = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Record<string, unknown>;
    const report = check(raw);
    expect(report.checks.filter((one) => one.state === 'fault')).toEqual([]);
    expect(report.verdict).toBe('valid');
    expect(report.title.startsWith(name.split('-')[0] ?? '?')).toBe(true);
    expect(report.acts.every((one) => one.setup || one.expected !== null)).toBe(true);
  });
  it('every code block of SPEC.md runs as it expects', () => {
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(check(JSON.parse(block) as Record<string, unknown>).firstFault).toBeUndefined();
  });
  it('every rule has an example', () => {
    expect(rules.length).toBeGreaterThan(35);
    const without = rules.filter((rule) => !files.some((name) => name.startsWith(`${rule}-`)));
    expect(new Set(without)).toEqual(new Set(apart.map(({ id }) => id)));
  });
  it('a rule no scenario can hold is tested where SPEC.md says', () => {
    for (const { id, paths } of apart) {
      const found = paths.filter((path) => new RegExp(`(?:it|test)\\([^\\n]*\\b${id}\\b`).test(readFileSync(join(ROOT, path), 'utf8')));
      expect([id, found.length > 0]).toEqual([id, true]);
    }
  });
});

describe('the runner of scenarios', () => {
  const order = JSON.parse(readFileSync(join(FOLDER, 'AP3-order.json'), 'utf8')) as { acts: { expect?: string }[] };
  it('says which expectation failed', () => {
    const acts = order.acts.map((act, i) => (i === 1 ? { ...act, expect: 'NOT_YOUR_TURN' } : act));
    const report = check({ ...order, acts });
    expect(report.verdict).toBe('fault');
    expect(report.firstFault).toMatchObject({ code: 'EXPECTATION', where: '처리 2', message: '예상 NOT_YOUR_TURN, 결과 accepted' });
  });
  it('gives every refusal its code, article and sentence, and every signature its boxes', () => {
    const report = check({ ...order });
    const refused = report.acts.filter((act) => act.result === 'refused');
    expect(refused.length).toBeGreaterThan(3);
    expect(refused.every((act) => act.article !== null && act.message !== null)).toBe(true);
    expect(report.acts.at(-1)).toMatchObject({ printed: [['실장', '전결', '11. 23.', '실장']], follows: ['approve', 'register'] });
    expect(report.acts.filter((act) => act.repeated)).toHaveLength(1);
  });
  it('names the value of a file that is wrong', () => {
    const broken = parseScenario({ ...order, organisation, acts: [{ at: '어제', by: 'A1/과장', do: '서명' }] });
    expect(broken).toMatchObject({ ok: false, code: 'SCENARIO_BROKEN' });
    expect(broken.ok ? '' : broken.message).toContain('acts.0.at');
    const strange = parseScenario({ ...order, organisation, acts: [{ at: '2026-11-23 09:00', by: 'A1/과장', do: '춤' }] });
    expect(strange.ok ? '' : strange.message).toContain('모르는 일입니다: 춤');
  });
});
