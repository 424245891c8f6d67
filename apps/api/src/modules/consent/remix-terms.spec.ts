import { describe, expect, test } from '@jest/globals';
import type { Grant, GrantScope } from '@flipside/royalty';
import { WORLDWIDE } from '@flipside/royalty';
import { checkTerms } from './grant-terms.ts';
import { remixTerms } from './remix-terms.ts';

const open: GrantScope = {
  territories: WORLDWIDE,
  from: null,
  to: null,
  allowedStems: null,
  tempoPermille: null,
  pitchCents: null,
  maxSeconds: null,
  mixWithOthers: true,
  remixOfRemix: true,
  layers: true,
  preApproved: true,
  commercialUse: true,
};
const grant = (side: Grant['side'], scope: Partial<GrantScope> = {}): Grant => ({
  id: side,
  version: 1,
  partyId: 'p',
  side,
  subject: 'CATALOGUE',
  state: 'GRANTED',
  policy: 'MONETISE',
  scope: { ...open, ...scope },
});

describe('terms', () => {
  test('need a grant on both sides', () => {
    expect(remixTerms([grant('MASTER')])).toBeNull();
    expect(remixTerms([grant('COMPOSITION')])).toBeNull();
    expect(remixTerms([grant('MASTER'), grant('COMPOSITION')])).toMatchObject({
      stems: null,
      tempoPermille: null,
      layers: true,
    });
  });

  test('are what satisfies every party', () => {
    const master = grant('MASTER', {
      allowedStems: ['drums', 'vocals'],
      tempoPermille: { min: 900, max: 1200 },
      maxSeconds: 60,
    });
    const composition = grant('COMPOSITION', {
      allowedStems: ['vocals', 'bass'],
      tempoPermille: { min: 800, max: 1100 },
      layers: false,
      pitchCents: { min: -100, max: 100 },
    });
    expect(remixTerms([master, composition])).toEqual({
      stems: ['vocals'],
      tempoPermille: { min: 900, max: 1100 },
      pitchCents: { min: -100, max: 100 },
      maxSeconds: 60,
      mixWithOthers: true,
      remixOfRemix: true,
      layers: false,
      commercialUse: true,
    });
  });

  test('that contradict themselves are refused by field', () => {
    const { territories: _territories, ...limits } = open;
    const scope = {
      ...limits,
      territories: ['ZZ'],
      excludeTerritories: [],
      from: '2026-02-01T00:00:00Z',
      to: '2026-01-01T00:00:00Z',
    };
    const at = (pointer: string) => expect.objectContaining({ pointer }) as unknown;
    const faults = { errors: [at('/scope/territories'), at('/scope/to'), at('/minimumRate/currency')] };
    const draft = {
      policy: 'MONETISE' as const,
      scope,
      minimumRate: { currency: 'XXX', perPlayMicros: '1' },
    };
    expect(() => checkTerms(draft, new Date('2026-01-01T00:00:00Z'))).toThrow(
      expect.objectContaining(faults) as unknown as Error,
    );
  });
});
