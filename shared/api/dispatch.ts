/** The only path from a host to a handler. Never throws, never leaks a stack. */

import { z } from 'zod';
import type { Result } from '../lib/result.ts';
import { wellFormed } from '../lib/well-formed.ts';
import { refused, type Reply } from './errors.ts';

/** A table of commands: name → schemas. */
export type CommandTable = Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>;

/** A handler for every command of a table; `Caller` is what the host says about who asks. */
export type Handlers<M extends CommandTable, Caller> = {
  readonly [N in keyof M]: (input: z.output<M[N]['input']>, caller: Caller) => Promise<Result<z.input<M[N]['output']>>> | Result<z.input<M[N]['output']>>;
};

/** Handlers as `dispatch` sees them: by name, input already parsed. */
export type AnyHandlers<Caller> = Readonly<Record<string, (input: never, caller: Caller) => Promise<Result<unknown>> | Result<unknown>>>;

const korean = z.locales.ko().localeError;

function describe(error: z.ZodError): string {
  const [first] = error.issues;
  const where = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `;
  return `입력한 값을 확인해 주세요. (${where}${first?.message ?? ''})`;
}

/** Name check, parse, run. What the machine refuses (a full disk) is explained by the host. Whatever else a handler throws is reported to `onBug` and answered as INTERNAL without details. */
export async function dispatch<Caller>(
  commands: CommandTable,
  handlers: AnyHandlers<Caller>,
  name: string,
  input: unknown,
  caller: Caller,
  onBug: (name: string, error: unknown) => void,
  /** What the machine refused, as a sentence; null for a bug. */
  explain: (error: unknown) => Reply | null = () => null,
): Promise<Reply> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (command === undefined || handler === undefined) return refused('UNKNOWN_COMMAND', '이 프로그램이 모르는 명령입니다.');
  try {
    const parsed = command.input.safeParse(input, { error: korean });
    if (!parsed.success) return refused('BAD_INPUT', describe(parsed.error));
    if (!wellFormed(parsed.data))
      return refused('BAD_INPUT', '글자로 쓸 수 없는 값이 들어 있습니다. 아무것도 바뀌지 않았습니다. 그 글자를 지우고 다시 하십시오.');
    const result = await handler(parsed.data as never, caller);
    return result.ok ? { ok: true, value: result.value } : refused(result.code, result.message);
  } catch (error) {
    const explained = explain(error);
    if (explained !== null) return explained;
    onBug(name, error);
    return refused('INTERNAL', '프로그램 안에서 오류가 났습니다. 입력한 내용은 그대로 있습니다. 다시 시도해 주세요.');
  }
}
