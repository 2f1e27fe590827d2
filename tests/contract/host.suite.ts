/** What every host owes the page: run on IPC and on the loopback socket. */

import { afterEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../shared/api/errors.ts';
import { createHostApp, type HostApp } from '../support/host-app.ts';

/** One window of a host under test. */
export interface HostWindow {
  call(name: string, input: unknown): Promise<Reply>;
  on(listener: (event: string, payload: unknown) => void): void;
  /** The page loads again in the same window. */
  reload(): Promise<void>;
  /** The window is gone. */
  close(): Promise<void>;
}

/** A host under test. */
export interface HostUnderTest {
  readonly kind: 'electron' | 'web';
  open(): Promise<HostWindow>;
  stop(): Promise<void>;
}

async function eventually(look: () => void): Promise<void> {
  await expect
    .poll(
      () => {
        look();
        return true;
      },
      { timeout: 3000, interval: 5 },
    )
    .toBe(true);
}

/** Runs the contract. */
export function hostContract(name: string, start: (app: HostApp) => Promise<HostUnderTest>): void {
  describe(`host contract: ${name}`, () => {
    const running: HostUnderTest[] = [];
    const setUp = async () => {
      const app = createHostApp();
      const host = await start(app);
      running.push(host);
      return { app, host, window: await host.open() };
    };
    afterEach(async () => {
      await Promise.all(running.splice(0).map((host) => host.stop()));
    });

    test('values cross as they are: bytes, dates, undefined, Korean', async () => {
      const { window } = await setUp();
      const value = {
        bytes: new Uint8Array([0, 255, 7]),
        at: new Date(1_700_000_000_000),
        none: undefined,
        text: '기안 올림',
        list: [null, 1.5, true],
        $t: 'b',
      };
      expect(await window.call('echo', { value })).toStrictEqual({ ok: true, value: { value } });
    });

    test('the caller is what the host says', async () => {
      const { window, app, host } = await setUp();
      const reply = await window.call('who', { host: 'other', connectionId: 'forged' });
      expect(reply).toMatchObject({ ok: true, value: { host: host.kind, connectionId: app.opened[0]?.connectionId } });
      expect(app.opened).toHaveLength(1);
    });

    test.each([
      ['refuse', {}, 'NOT_YOUR_TURN'],
      ['nope', {}, 'UNKNOWN_COMMAND'],
      ['constructor', {}, 'UNKNOWN_COMMAND'],
      ['shout', null, 'BAD_INPUT'],
      ['crash', {}, 'INTERNAL'],
      ['unwritable', {}, 'INTERNAL'],
    ])('%s %j is refused with %s, in Korean and without a stack', async (command, input, code) => {
      const { window } = await setUp();
      const reply = await window.call(command, input);
      expect(reply).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(/[가-힣]/) } });
      expect(JSON.stringify(reply)).not.toMatch(/secret|at .*\.ts/);
      expect(await window.call('echo', { value: 1 })).toMatchObject({ ok: true });
    });

    test('many calls at once are answered each with its own', async () => {
      const { window } = await setUp();
      const replies = await Promise.all(Array.from({ length: 200 }, (_, value) => window.call('echo', { value })));
      expect(replies).toEqual(Array.from({ length: 200 }, (_, value) => ({ ok: true, value: { value } })));
    });

    test('events reach every window, in order, with their values', async () => {
      const { window, host, app } = await setUp();
      const second = await host.open();
      const seen: unknown[][] = [[], []];
      window.on((event, payload) => seen[0]?.push([event, payload]));
      second.on((event, payload) => seen[1]?.push([event, payload]));
      await Promise.all([window.call('who', {}), second.call('who', {})]);
      await window.call('shout', { payload: new Uint8Array([1]) });
      app.shout('documents.changed', { documentIds: [] });
      const all = [
        ['shouted', new Uint8Array([1])],
        ['documents.changed', { documentIds: [] }],
      ];
      await eventually(() => expect(seen).toStrictEqual([all, all]));
    });

    test('a reload is a new connection that resumes the same session', async () => {
      const { window, app } = await setUp();
      await window.call('who', {});
      await window.reload();
      expect(await window.call('who', {})).toMatchObject({ ok: true, value: { calls: 2 } });
      expect(app.opened).toHaveLength(2);
      expect(app.opened[1]?.resume).toBe(app.opened[0]?.resume);
      expect(app.opened[0]?.resume).not.toBeNull();
      await eventually(() => expect(app.closed).toEqual([app.opened[0]?.connectionId]));
    });

    test('two windows are two sessions', async () => {
      const { window, host, app } = await setUp();
      await window.call('who', {});
      const second = await host.open();
      expect(await second.call('who', {})).toMatchObject({ ok: true, value: { calls: 1 } });
      expect(app.opened[1]?.resume).not.toBe(app.opened[0]?.resume);
    });

    test('a closed window closes its connection, and stopping closes the rest', async () => {
      const { window, host, app } = await setUp();
      const second = await host.open();
      await Promise.all([window.call('who', {}), second.call('who', {})]);
      await window.close();
      await eventually(() => expect(app.closed).toHaveLength(1));
      await host.stop();
      await eventually(() => expect(app.closed.toSorted()).toEqual(app.opened.map((caller) => caller.connectionId).toSorted()));
    });
  });
}
