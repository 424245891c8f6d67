import { expect, test } from '@jest/globals';
import type { Currency } from './currency.ts';
import { micros, ppm } from './quantity.ts';
import { poolForPlays, validateTariff } from './tariff.ts';
import type { PerPlayTariff } from './tariff.ts';

const tariff: PerPlayTariff = {
  ...{ id: 'standard', version: 1, kind: 'PER_PLAY', currency: 'EUR' as Currency, perPlayMicros: micros(1n) },
  ...{
    masterPpm: ppm(550_000),
    compositionPpm: ppm(150_000),
    remixerPpm: ppm(200_000),
    platformPpm: ppm(100_000),
  },
  ...{ minimumMs: 1, dailyCap: 1 },
};

test('the least of everything is a tariff', () => {
  expect(validateTariff(tariff)).toEqual({ ok: true, value: tariff });
});

test.each<[string, Partial<PerPlayTariff>]>([
  ['TARIFF_VERSION', { version: 0 }],
  ['TARIFF_VERSION', { version: 1.5 }],
  ['TARIFF_SPLIT_NOT_WHOLE', { platformPpm: ppm(100_001) }],
  ['TARIFF_SPLIT_NOT_WHOLE', { masterPpm: ppm(549_999) }],
  ['TARIFF_SPLIT_NOT_WHOLE', { compositionPpm: ppm(0) }],
  ['TARIFF_SPLIT_NOT_WHOLE', { remixerPpm: ppm(0) }],
  ['TARIFF_RATE_NOT_POSITIVE', { perPlayMicros: micros(0n) }],
  ['TARIFF_RATE_NOT_POSITIVE', { perPlayMicros: micros(-1n) }],
  ['TARIFF_MINIMUM', { minimumMs: 0 }],
  ['TARIFF_MINIMUM', { minimumMs: 0.5 }],
  ['TARIFF_MINIMUM', { minimumMs: 1.5 }],
  ['TARIFF_DAILY_CAP', { dailyCap: 0 }],
  ['TARIFF_DAILY_CAP', { dailyCap: 1.5 }],
])('%s: %p', (code, change) => {
  expect(validateTariff({ ...tariff, ...change })).toMatchObject({ ok: false, code });
});

test('a tariff that shares a pool names no price', () => {
  const { perPlayMicros: _price, ...terms } = tariff;
  expect(validateTariff({ ...terms, kind: 'PRO_RATA' })).toMatchObject({ ok: true });
});

test('plays pay one by one, none pay nothing, and fewer than none are a fault', () => {
  const price = { ...tariff, perPlayMicros: micros(6_127n) };
  expect([poolForPlays(price, 0n), poolForPlays(price, 3n)]).toEqual([0n, 18_381n]);
  expect(() => poolForPlays(price, -1n)).toThrow(RangeError);
});
