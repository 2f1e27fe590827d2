/** Devices and sessions of the person: what the server has of them, and decisions signed with the person's key. */

import type { Output } from '../../../shared/api/contract.ts';
import type { DeviceView } from '../../../shared/api/views.ts';
import { toBase64Url } from '../../../shared/lib/bytes.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import {
  decisionBytes,
  type DeviceDecision,
  type DeviceEventInfo,
  type DeviceInfo,
  type DeviceList,
  type SignedDecision,
} from '../../../shared/sync/devices.ts';
import type { BackendContext } from '../context.ts';
import { administers } from '../directory/administrator.ts';
import { signerName } from '../directory/signer.ts';
import type { Handlers } from '../handlers.ts';
import type { SignCode } from '../keys/signer.ts';

type Names = 'devices.list' | 'devices.decide' | 'sessions.end' | 'sessions.resume';

const DONE = {
  approve: '기기를 승인했습니다. 그 기기에서 곧 로그인됩니다.',
  block: '기기를 차단했습니다. 그 기기의 로그인은 바로 끝났고, 기관 관리자만 다시 풀 수 있습니다.',
} as const;

/** Name of a person by the directory; an administrator who is not in it by the office. */
function nameOf(context: BackendContext, person: string): string {
  return findPerson(context.sync.directory(), person)?.name ?? signerName(context, person, null);
}

function viewOf(context: BackendContext, device: DeviceInfo): DeviceView {
  return { ...device, personName: nameOf(context, device.person) };
}

function eventView(context: BackendContext, devices: readonly DeviceInfo[], event: DeviceEventInfo) {
  const { at, device, kind, by, times = 1, since = at } = event;
  const command = event.command === true ? { times, since } : null;
  return { at, kind, device, command, deviceName: devices.find((one) => one.id === device)?.name ?? '', by: by === 'server' ? null : nameOf(context, by) };
}

async function list(context: BackendContext): Promise<Result<Output<'devices.list'>>> {
  const { sync } = context;
  const asked = await sync.ask<DeviceList>('GET', '/devices');
  if (!asked.ok) return asked;
  const agency = administers(context) ? await sync.ask<readonly DeviceInfo[]>('GET', '/devices/agency') : ok(null);
  if (!agency.ok) return agency;
  const { devices, sessions, events } = asked.value;
  return ok({
    devices: devices.map((device) => viewOf(context, device)),
    sessions: [...sessions],
    events: events.map((event) => eventView(context, devices, event)),
    // The device one sits at is the same one in both lists: nobody shuts their own door.
    agency: agency.value?.map((device) => viewOf(context, { ...device, own: device.person === context.me().id && device.id === sync.device() })) ?? null,
    before: sync.loginBefore(),
  });
}

/** Signs a decision on the device as it was seen; nothing is sent while the key is closed. */
async function sign(context: BackendContext, on: Pick<DeviceDecision, 'act' | 'person' | 'device' | 'revision'>): Promise<Result<SignedDecision, SignCode>> {
  const { signer, actor, sync } = context;
  const { person: by, certificate } = actor;
  const decision: DeviceDecision = { v: 1, ...on, server: sync.server(), by, certificate, alg: signer.alg, at: context.now().toISOString() };
  const signature = await signer.sign(decisionBytes(decision));
  return signature.ok ? ok({ decision, signature: toBase64Url(signature.value) }) : signature;
}

/** Commands of devices and sessions. Refusals are the server's (OFFLINE, STALE, NOT_ADMIN, NOT_FOUND) and LOCKED. */
export function deviceCommands(context: BackendContext): Pick<Handlers, Names> {
  const { sync } = context;
  return {
    'devices.list': () => list(context),
    async 'devices.decide'(on) {
      const may = context.mayAct();
      if (!may.ok) return may;
      const signed = await sign(context, on);
      if (!signed.ok) return signed;
      const done = await sync.ask('POST', '/devices/decide', signed.value);
      return done.ok ? ok({ sentence: DONE[on.act] }) : done;
    },
    async 'sessions.end'({ id }) {
      const done = await sync.ask('POST', '/sessions/end', { id });
      return done.ok ? ok({ sentence: '로그인을 끝냈습니다. 그 기기는 사람이 다시 로그인하기 전에는 이어지지 않습니다.' }) : done;
    },
    'sessions.resume': () => {
      sync.retry();
      return ok({});
    },
  };
}
