import { describe, expect, test } from '@jest/globals';
import { grant, mandate, recording, share, withSide } from './clearance.fixtures.ts';
import type { MergedParty, SubjectRef } from './catalogue.types.ts';
import { clear } from './clearance.ts';
import type { Grant, Mandate } from './grant.types.ts';

const other: SubjectRef = { kind: 'RECORDING', id: 'another recording' };
const moved = (from: string, into: string, subjects: SubjectRef[] = [recording]): MergedParty => ({
  from,
  into,
  subjects,
});

/** The recording's master side, now of "heir", with these grants and mandates. */
function decide(merged: MergedParty[], grants: Grant[], mandates: Mandate[] = []) {
  const shares = [share('MASTER', 'heir', 1_000_000)];
  return clear({ ...withSide('MASTER', { shares, grants, mandates, contributors: [] }), merged }).state;
}
const whole = { subject: 'CATALOGUE' } as const;

describe('parties that were merged', () => {
  test('what one granted for its whole catalogue goes on to hold for what came from it, and no more', () => {
    const grants = [grant('MASTER', 'old', whole)];
    expect(decide([moved('old', 'heir')], grants)).toBe('CLEARED');
    expect(decide([moved('old', 'heir', [other])], grants)).toBe('NOT_CLEARED');
    expect(decide([], grants)).toBe('NOT_CLEARED');
    expect(decide([moved('old', 'somebody else')], grants)).toBe('NOT_CLEARED');
  });

  test('what the other granted for its whole catalogue holds for what came to it', () => {
    expect(decide([moved('old', 'heir')], [grant('MASTER', 'heir', whole)])).toBe('CLEARED');
  });

  test('a block of either holds', () => {
    const grants = [grant('MASTER', 'heir', whole), grant('MASTER', 'old', { policy: 'BLOCK' })];
    expect(decide([moved('old', 'heir')], grants)).toBe('BLOCKED');
  });

  test('a withdrawal stays one', () => {
    expect(decide([moved('old', 'heir')], [grant('MASTER', 'old', { state: 'WITHDRAWN' })])).toBe(
      'NOT_CLEARED',
    );
  });

  test('whom the old one mandated still speaks for what came from it', () => {
    const grants = [grant('MASTER', 'label', whole)];
    const mandates = [mandate('MASTER', 'old', 'label')];
    expect(decide([moved('old', 'heir')], grants, mandates)).toBe('CLEARED');
    expect(decide([moved('old', 'heir', [other])], grants, mandates)).toBe('NOT_CLEARED');
  });

  test('merged twice, the first consent still holds', () => {
    const chain = [moved('oldest', 'old'), moved('old', 'heir')];
    expect(decide(chain, [grant('MASTER', 'oldest', whole)])).toBe('CLEARED');
    expect(decide(chain.slice(1), [grant('MASTER', 'oldest', whole)])).toBe('NOT_CLEARED');
  });
});
