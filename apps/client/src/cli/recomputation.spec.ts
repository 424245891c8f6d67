import { parseStatementDocument } from '@flipside/royalty';
import { describe, expect, test } from '@jest/globals';
import { printable } from './printable.ts';
import { Recomputation } from './recomputation.ts';
import { describeDifference } from './verify-statement.ts';

const document = {
  ...{ format: 'flipside-statement/1', currency: 'EUR', party: { id: 'p1', name: 'Ada' } },
  period: { id: '2026-11', from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' },
  ...{ lines: [], lateLines: [], released: [], adjustments: [], recoupment: [], withholding: [], paid: [] },
  ...{ held: [], openingMicros: '0', earnedMicros: '0', heldMicros: '0', closingMicros: '0' },
};
const leaf = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const named = { t: 'statement', id: 's1', party: 'p1', period: '2026-11', currency: 'EUR' };
const statement = leaf({ ...named, closingMicros: '0', sha256: '0'.repeat(64) });

/** What the recomputation says of a consent log. */
function faultsOf(consent: readonly Uint8Array[], plays: readonly Uint8Array[] = []): string[] {
  const stated = parseStatementDocument(document);
  if (!stated.ok) throw new Error(stated.message);
  const recomputation = new Recomputation({ id: 's1', stated: stated.value });
  recomputation.addPlays(plays, 0);
  recomputation.addConsent([...consent, statement], 0);
  return (recomputation.result?.faults ?? []).map(({ code, message }) => `${code} ${message}`);
}

describe('a log that says what cannot be', () => {
  test('is blamed by the leaf, and ends nothing', () => {
    const play = leaf({
      ...{ t: 'play', recipe: 'flip', territory: 'GB', tariff: 1, period: '2026-11', c: 'c' },
    });
    const closed = leaf({
      ...{ t: 'period', id: '2026-11', state: 'CLOSING' },
      ...{ opensAt: document.period.from, closedAt: document.period.to },
    });
    const tariff = leaf({
      ...{ t: 'tariff', version: 1, kind: 'PER_PLAY', currency: 'XXQ', perPlayMicros: '1', masterPpm: 1 },
      ...{ compositionPpm: 0, remixerPpm: 0, platformPpm: 0, minimumMs: 1, dailyCap: 1 },
    });
    const allocated = leaf({
      ...{ t: 'allocation', period: '2026-11', tariff: 1, currency: 'XXQ', poolMicros: '1', plays: 1 },
    });
    expect(faultsOf([closed, tariff, allocated], [play])).toContainEqual(
      expect.stringMatching(/^LEAF_IMPOSSIBLE Leaf consent 2: /),
    );
    expect(faultsOf([Uint8Array.of(0x7b, 0xff, 0x7d)], [Uint8Array.of(0xc3, 0x28)])).toEqual(
      expect.arrayContaining([
        'LEAF_MALFORMED Leaf plays 0: an entry that is no UTF-8.',
        'LEAF_MALFORMED Leaf consent 0: an entry that is no UTF-8.',
      ]),
    );
  });
});

describe('what an instance says of itself', () => {
  test('writes over nothing that the command says', () => {
    expect(printable('Zoë\t–\t\u{1F3B5} ✓')).toBe('Zoë\t–\t\u{1F3B5} ✓');
    expect(printable('A\u001b[1A\u001b[2K✓\r\n\u009b2J\u202Egnow')).toBe(
      'A\\u{1b}[1A\\u{1b}[2K✓\\u{d}\\u{a}\\u{9b}2J\\u{202e}gnow',
    );
    const line = describeDifference({
      ...{ part: 'lines', line: { recipe: 'x\u001b[2K\n✓ all is well', isrc: null } },
      ...{ field: 'amountMicros', expected: '1', stated: null },
    });
    expect(line).toBe('lines · recipe x\\u{1b}[2K\\u{a}✓ all is well: is missing; amountMicros 1 expected');
  });
});
