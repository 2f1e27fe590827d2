import { describe, expect, it } from 'vitest';
import { mayActOf, standingOf, type StandingInput } from '../../../../shared/verify/standing.ts';

const DIGEST = 'd'.repeat(64);
const certificate = { digest: DIGEST, notBefore: Date.parse('2026-01-01T00:00:00Z'), notAfter: Date.parse('2027-01-01T00:00:00Z') };
const person = { certificates: [DIGEST] };
const on = (now: string, more: Partial<StandingInput> = {}): StandingInput => ({
  ...{ certificate, person, now: new Date(now), online: true, checkedAt: null, refusedAt: null },
  ...more,
});

describe('standing of the own certificate', () => {
  it('KEY7 near its end it is told with the days left, and it may sign to its last moment', () => {
    const days = (now: string): unknown => [standingOf(on(now)).state, standingOf(on(now)).days];
    expect(days('2026-12-01T23:59:59Z')).toEqual(['good', 31]);
    expect(days('2026-12-02T00:00:00Z')).toEqual(['soon', 30]);
    expect(days('2026-12-31T23:00:00Z')).toEqual(['soon', 1]);
    expect(mayActOf(on('2027-01-01T00:00:00.000Z')).ok).toBe(true);
    expect(mayActOf(on('2027-01-01T00:00:00.001Z'))).toMatchObject({ code: 'CERTIFICATE_EXPIRED', message: expect.stringContaining('2027. 1. 1.') });
    expect(mayActOf(on('2025-12-31T00:00:00Z'))).toMatchObject({ code: 'CERTIFICATE_EARLY', message: expect.stringContaining('시각이 맞는지') });
  });

  it('KEY8 ended by the directory or turned away by the server it signs nothing, also away from the server, where it is said since when that is known', () => {
    const now = '2026-06-01T00:00:00Z';
    const away = { online: false, checkedAt: '2026-05-31T01:27:00Z' };
    const ended = mayActOf(on(now, { ...away, person: { certificates: ['e'.repeat(64)] } }));
    expect(ended).toMatchObject({ code: 'CERTIFICATE_REVOKED', message: expect.stringContaining('마지막으로 확인한 때 2026. 5. 31. 10:27') });
    expect(mayActOf(on(now, { person: { certificates: [] } }))).toMatchObject({ code: 'CERTIFICATE_REVOKED', message: expect.not.stringContaining('마지막') });
    expect(mayActOf(on(now, { ...away, refusedAt: '2026-05-31T01:27:00Z' }))).toMatchObject({ code: 'CERTIFICATE_REVOKED' });
    expect(mayActOf(on(now, { refusedAt: '2026-05-31T01:27:00Z' })).ok).toBe(true);
    expect(mayActOf(on(now, { ...away, person: undefined })).ok).toBe(true);
    const never = mayActOf(on('2028-01-01T00:00:00Z', { online: false }));
    expect(never).toMatchObject({ message: expect.stringContaining('아직 서버에서 확인한 적이 없습니다') });
  });

  it('KEY9 a clock set back does not bring an expired certificate back', () => {
    expect(mayActOf(on('2026-06-01T00:00:00Z', { checkedAt: '2027-02-01T00:00:00Z' }))).toMatchObject({ code: 'CERTIFICATE_EXPIRED' });
  });
});
