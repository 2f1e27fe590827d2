/** Routes a person saved under a name, by role: kept in the encrypted replica of this machine, posts only. */

import { z } from 'zod';
import type { Output } from '../../../shared/api/contract.ts';
import { lanePlan } from '../../../shared/api/lane-plan.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';

const KEY = 'savedRoutes';
/** More than anybody keeps apart. */
const MOST = 50;

const savedSchema = z.array(z.object({ name: z.string(), role: z.enum(['lead', 'partner']), lane: lanePlan }));

/** Routes as kept; a value this program cannot read is none. */
type Saved = z.infer<typeof savedSchema>;
type Role = Saved[number]['role'];

function readSaved({ meta }: Pick<BackendContext, 'meta'>): Saved {
  try {
    const parsed = savedSchema.safeParse(JSON.parse(meta.get(KEY) ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

/** Saved routes of a role, newest first. */
export function savedLanes(context: Pick<BackendContext, 'meta'>, role: Role): Output<'route.propose'>['saved'] {
  return readSaved(context)
    .filter((one) => one.role === role)
    .map(({ name, lane }) => ({ name, lane }));
}

/** Saves under a name; the same name in the same role is replaced. Code TOO_MANY_ROUTES. */
export function saveLane(context: Pick<BackendContext, 'meta'>, role: Role, name: string, lane: Saved[number]['lane']): Result<Record<string, never>> {
  const others = readSaved(context).filter((one) => one.role !== role || one.name !== name);
  if (others.length >= MOST) return err('TOO_MANY_ROUTES', `저장한 경로가 ${MOST}개입니다. 저장하지 않았습니다. 쓰지 않는 경로를 지운 뒤 다시 저장하십시오.`);
  context.meta.set(KEY, JSON.stringify([{ name, role, lane }, ...others]));
  return ok({});
}

/** Takes one out. */
export function removeLane(context: Pick<BackendContext, 'meta'>, role: Role, name: string): void {
  context.meta.set(KEY, JSON.stringify(readSaved(context).filter((one) => one.role !== role || one.name !== name)));
}
