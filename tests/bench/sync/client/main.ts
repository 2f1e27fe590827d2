/** The process that plays all clients of one measurement: told what to do, it answers with figures. */

import type { Usage } from '../servers/control.ts';
import { runAcks, type AckOrder } from './acks.ts';
import { runCursors, type CursorOrder } from './cursors.ts';
import { runIdle, type IdleOrder } from './idle.ts';
import { runJoin, type JoinOrder } from './join.ts';
import { runLoad, type LoadOrder } from './load.ts';
import type { Address } from './member.ts';
import type { Ask, Figures } from './measure.ts';
import { runTrace, type TraceOrder } from './trace.ts';

/** One measurement to be made. */
export type Order =
  | { readonly kind: 'load'; readonly load: LoadOrder }
  | { readonly kind: 'trace'; readonly trace: TraceOrder }
  | { readonly kind: 'join'; readonly join: JoinOrder }
  | { readonly kind: 'cursors'; readonly cursors: CursorOrder }
  | { readonly kind: 'idle'; readonly idle: IdleOrder }
  | { readonly kind: 'acks'; readonly acks: AckOrder };

/** What is asked of the parent and told to it. */
export type FromClient =
  | { readonly type: 'ready' }
  | { readonly type: 'ask'; readonly question: 'usage' | 'collect' }
  | { readonly type: 'done'; readonly figures: Figures }
  | { readonly type: 'failed'; readonly message: string };

/** What the parent sends. */
export type ToClient = { readonly type: 'order'; readonly order: Order; readonly address: Address } | { readonly type: 'usage'; readonly usage: Usage };

const say = (message: FromClient): void => void process.send?.(message);
let answered = (_usage: Usage): void => undefined;

function ask(question: 'usage' | 'collect'): Promise<Usage> {
  return new Promise((resolve) => {
    answered = resolve;
    say({ type: 'ask', question });
  });
}

function run(order: Order, address: Address): Promise<Figures> {
  const asking: Ask = { usage: () => ask('usage'), collect: () => ask('collect') };
  switch (order.kind) {
    case 'load':
      return runLoad(address, order.load, asking);
    case 'trace':
      return runTrace(address, order.trace, asking);
    case 'join':
      return runJoin(address, order.join, asking);
    case 'cursors':
      return runCursors(address, order.cursors, asking);
    case 'idle':
      return runIdle(address, order.idle, asking);
    case 'acks':
      return runAcks(address, order.acks, asking);
  }
}

process.on('message', (message: ToClient) => {
  if (message.type === 'usage') return answered(message.usage);
  void run(message.order, message.address).then(
    (figures) => say({ type: 'done', figures }),
    (error: unknown) => say({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.stdout.write('READY client\n');
