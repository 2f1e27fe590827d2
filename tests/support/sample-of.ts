/** Values that fit a schema of the contract, and broken ones: what a hostile page can send, whichever commands there are. */

import type { z } from 'zod';
import type { Random } from './sync-random.ts';

interface Def {
  readonly type: string;
  readonly format?: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly items?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly values?: readonly unknown[];
  readonly in?: z.ZodType;
}

const defOf = (schema: z.ZodType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def;

/** Words a field may be about; `named` gives a value for a field of that name. */
export type Named = Readonly<Record<string, unknown>>;

function text({ format }: Def, random: Random): string {
  if (format === 'uuid') return '00000000-0000-4000-8000-00000000000a';
  if (format === 'date') return '2026-11-24';
  if (format === 'datetime') return '2026-11-24T00:00:00Z';
  return random.pick(['x', '가', '정보화담당관실', 'a'.repeat(64)]);
}

/** A value the schema takes (limits of length aside). */
export function sampleOf(schema: z.ZodType, random: Random, named: Named = {}): unknown {
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return Object.fromEntries(Object.entries(def.shape ?? {}).map(([name, field]) => [name, name in named ? named[name] : sampleOf(field, random, named)]));
    case 'string':
      return text(def, random);
    case 'number':
    case 'int':
      return 1;
    case 'boolean':
      return random.chance(0.5);
    case 'array':
      return def.element === undefined ? [] : [sampleOf(def.element, random, named)];
    case 'tuple':
      return (def.items ?? []).map((item) => sampleOf(item, random, named));
    case 'enum':
      return random.pick(Object.values(def.entries ?? {}));
    case 'literal':
      return random.pick([...(def.values ?? [])]);
    case 'union': {
      const option = random.pick([...(def.options ?? [])]);
      return option === undefined ? null : sampleOf(option, random, named);
    }
    case 'nullable':
    case 'optional':
    case 'default':
    case 'readonly':
    case 'exact_optional':
      return def.innerType === undefined ? null : sampleOf(def.innerType, random, named);
    case 'pipe':
      return def.in === undefined ? null : sampleOf(def.in, random, named);
    case 'custom':
      return random.bytes(random.int(40));
    case 'record':
      return {};
    default:
      return null;
  }
}

const ODD: readonly unknown[] = [
  null,
  undefined,
  0,
  -1,
  Number.NaN,
  2 ** 60,
  '',
  '../../../../etc/passwd',
  '__proto__',
  "'; DROP TABLE entries; --",
  '\u0000',
  '\ud800',
  'x'.repeat(100_000),
  [],
  {},
  true,
  new Uint8Array(0),
  [[[[[[]]]]]],
];

/** The value with one place in it, at random, made odd; or something else altogether. */
export function brokenOf(value: unknown, random: Random): unknown {
  if (random.chance(0.2) || value === null || typeof value !== 'object' || value instanceof Uint8Array) return random.pick(ODD);
  const keys = Object.keys(value);
  if (keys.length === 0 || random.chance(0.15)) return { ...value, [random.pick(['constructor', 'toString', '더한 값', 'person', 'actor'])]: random.pick(ODD) };
  const key = random.pick(keys);
  const inner = (value as Record<string, unknown>)[key];
  if (Array.isArray(value)) return value.map((one: unknown, i) => (String(i) === key ? brokenOf(inner, random) : one));
  return { ...value, [key]: brokenOf(inner, random) };
}
