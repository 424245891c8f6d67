import { describe, expect, test } from '@jest/globals';
import { attestedPermille } from './attestation.ts';
import { suspicion } from './quarantine-rules.ts';
import type { FraudGround, Suspect } from './quarantine-rules.ts';

const NOW = new Date('2026-11-10T12:00:00Z');
const HOUR = 3_600_000;
const ground: FraudGround = {
  newDeviceHours: 24,
  addressPlaysPerHour: 6_000,
  firstSeen: new Map([
    ['old', new Date(NOW.getTime() - 24 * HOUR)],
    ['new', new Date(NOW.getTime() - 23 * HOUR)],
  ]),
  address: { plays: 0, newDevicePlays: 0 },
};
const suspect = (change: Partial<Suspect>): Suspect => ({
  device: 'old',
  heardMs: 31_000,
  day: { plays: 0, heardMs: 0 },
  address: { plays: 0, newDevicePlays: 0 },
  ...change,
});
const reason = (change: Partial<Suspect>, on: FraudGround = ground): string | null =>
  suspicion(suspect(change), NOW, on)?.reason ?? null;

describe('a play that keeps all rules', () => {
  test.each([
    ['counts', {}, null],
    ['counts, of a new device too', { device: 'new', day: { plays: 99, heardMs: 0 } }, null],
    [
      'waits after a hundred of a new device',
      { device: 'new', day: { plays: 100, heardMs: 0 } },
      'new_device',
    ],
    ['counts after a hundred of a known one', { day: { plays: 100, heardMs: 0 } }, null],
    [
      'waits behind many new devices',
      { device: 'new', address: { plays: 0, newDevicePlays: 1_500 } },
      'new_device',
    ],
    [
      'counts behind many new devices when it is known',
      { address: { plays: 0, newDevicePlays: 1_500 } },
      null,
    ],
    ['counts up to twenty hours', { day: { plays: 9, heardMs: 20 * HOUR - 31_000 } }, null],
    ['waits past twenty hours', { day: { plays: 9, heardMs: 20 * HOUR - 30_999 } }, 'device_velocity'],
    ['counts up to what an address may', { address: { plays: 5_999, newDevicePlays: 0 } }, null],
    ['waits beyond that', { address: { plays: 6_000, newDevicePlays: 0 } }, 'address_velocity'],
  ])('%s', (_name, change, expected) => expect(reason(change)).toBe(expected));

  test('of a new device waits until the device is old; the others until somebody looks', () => {
    const day = { plays: 100, heardMs: 0 };
    expect(suspicion(suspect({ device: 'new', day }), NOW, ground)?.until).toEqual(
      new Date(NOW.getTime() + HOUR),
    );
    expect(
      suspicion(suspect({ address: { plays: 6_000, newDevicePlays: 0 } }), NOW, ground)?.until,
    ).toBeNull();
  });

  test('a device that was never seen is new, and none is where that is turned off', () => {
    const day = { plays: 100, heardMs: 0 };
    expect(reason({ device: 'unseen', day })).toBe('new_device');
    expect(reason({ device: 'unseen', day }, { ...ground, newDeviceHours: 0 })).toBeNull();
  });
});

test.each([
  [[], 0],
  [[{ provider: 'files', heardMs: 10 }], 0],
  [[{ provider: 'tidal', heardMs: 10 }], 1_000],
  [
    [
      { provider: 'beatport', heardMs: 1 },
      { provider: 'demo', heardMs: 2 },
    ],
    333,
  ],
])('providers that know the listener: %p', (sources, permille) =>
  expect(attestedPermille(sources)).toBe(permille),
);
