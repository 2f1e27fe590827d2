import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { dispatch, type Handlers } from '../../../../shared/api/dispatch.ts';
import { err, ok } from '../../../../shared/lib/result.ts';

const commands = {
  double: { input: z.object({ n: z.number().max(10) }), output: z.object({ n: z.number() }) },
  refuse: { input: z.object({}), output: z.object({}) },
  crash: { input: z.object({}), output: z.object({}) },
  missing: { input: z.object({}), output: z.object({}) },
} as const;

const full: Handlers<typeof commands, string> = {
  double: ({ n }, caller) => ok({ n: n * 2, caller }),
  refuse: async () => err('NOT_YOUR_TURN', '차례가 아닙니다.'),
  crash: () => {
    throw new Error('/secret/path');
  },
  missing: () => ok({}),
};
const { missing: _missing, ...handlers } = full;

const call = (name: string, input: unknown, onBug = vi.fn()) => dispatch(commands, handlers, name, input, 'kim', onBug);

test('runs the handler with parsed input and the caller of the host', async () => {
  expect(await call('double', { n: 4, extra: 1 })).toEqual({ ok: true, value: { n: 8, caller: 'kim' } });
});

test('a refusal keeps its code and sentence', async () => {
  expect(await call('refuse', {})).toEqual({ ok: false, error: { code: 'NOT_YOUR_TURN', message: '차례가 아닙니다.' } });
});

test.each(['nope', '__proto__', 'constructor', 'toString', 'missing', ''])('UNKNOWN_COMMAND for %j', async (name) => {
  expect(await call(name, {})).toMatchObject({ ok: false, error: { code: 'UNKNOWN_COMMAND' } });
});

test.each([[{ n: 11 }], [{ n: '4' }], [null], [undefined], [[]]])('BAD_INPUT in Korean for %j', async (input) => {
  const reply = await call('double', input);
  expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  expect(JSON.stringify(reply)).toMatch(/입력한 값을 확인해 주세요\. \((n: )?.*[가-힣]/);
});

test('INTERNAL for a bug: reported to the log, not to the page', async () => {
  const onBug = vi.fn();
  const reply = await call('crash', {}, onBug);
  expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  expect(JSON.stringify(reply)).not.toContain('secret');
  expect(onBug).toHaveBeenCalledWith('crash', expect.objectContaining({ message: '/secret/path' }));
});
