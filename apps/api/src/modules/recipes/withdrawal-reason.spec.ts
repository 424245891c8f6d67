import { describe, expect, test } from '@jest/globals';
import type { Isrc, PartyId, Reason } from '@flipside/royalty';
import { withdrawalReason } from './withdrawal-reason.ts';

const reason = (name: string | null, over: Partial<Reason> = {}): Reason => ({
  code: 'GRANT_WITHDRAWN',
  isrc: 'GBTST2600001' as Isrc,
  side: 'MASTER',
  subject: null,
  party: name === null ? null : { id: '0190a000-0000-7000-8000-000000000001' as PartyId, name },
  capacity: 'SHARE',
  territory: 'WW',
  detail: 'has withdrawn the grant',
  ...over,
});

describe('why a flip does not play', () => {
  test('names everybody who left, each with side and reason', () => {
    const both = [reason('North Label'), reason('Ada Writer', { side: 'COMPOSITION', detail: 'blocks it' })];
    expect(withdrawalReason(both)).toBe(
      'North Label (recording side) has withdrawn the grant; Ada Writer (composition side) blocks it.',
    );
  });

  test('names three, and says how many more there are', () => {
    const names = ['Ann', 'Bo', 'Cy', 'Di', 'Ed'].map((name) => reason(name));
    expect(withdrawalReason(names)).toBe(
      'Ann (recording side) has withdrawn the grant; Bo (recording side) has withdrawn the grant; ' +
        'Cy (recording side) has withdrawn the grant; and 2 more.',
    );
  });

  test('names a party once, however many recordings and territories it is about', () => {
    const same = [
      reason('Ann'),
      reason('Ann', { isrc: 'GBTST2600002' as Isrc }),
      reason('Ann', { territory: 'DE' as never }),
    ];
    expect(withdrawalReason(same)).toBe('Ann (recording side) has withdrawn the grant.');
  });

  test('where nobody is known to ask, names the recording', () => {
    expect(withdrawalReason([reason(null, { detail: 'has no work' })])).toBe(
      'GBTST2600001 (recording side) has no work.',
    );
    expect(withdrawalReason([])).toBe('It is not cleared at present.');
  });
});
