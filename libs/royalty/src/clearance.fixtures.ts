import type { Contributor, ContributorRole, RightSide, Share, SubjectRef } from './catalogue.types.ts';
import type { ClearInput, SourceUse } from './clearance.types.ts';
import type { Currency } from './currency.ts';
import type { Grant, GrantScope, Mandate } from './grant.types.ts';
import type { Isrc } from './identifiers.ts';
import { micros, ppm } from './quantity.ts';
import type { Tariff } from './tariff.ts';
import { WORLDWIDE } from './territory.ts';
import type { Territory } from './territory.ts';

export const fr = 'FR' as Territory;
export const de = 'DE' as Territory;
export const eur = 'EUR' as Currency;
export const at = new Date('2026-06-01T00:00:00Z');
export const recording: SubjectRef = { kind: 'RECORDING', id: 'rec' };
export const work: SubjectRef = { kind: 'WORK', id: 'work' };
export const subjectOf = (side: RightSide) => (side === 'MASTER' ? recording : work);

export const tariff: Tariff = {
  id: 'standard',
  version: 3,
  kind: 'PER_PLAY',
  currency: eur,
  perPlayMicros: micros(4000n),
  masterPpm: ppm(500_000),
  compositionPpm: ppm(150_000),
  remixerPpm: ppm(250_000),
  platformPpm: ppm(100_000),
  minimumMs: 30_000,
  dailyCap: 50,
};

export const openScope: GrantScope = {
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

export const use: SourceUse = {
  recordingId: 'rec',
  isrc: 'USSM19803037' as Isrc,
  title: 'Tide',
  works: [{ workId: 'work' }],
  totalMs: 60_000,
  stems: ['drums', 'vocals'],
  tempoPermille: { min: 900, max: 1100 },
  pitchCents: { min: -200, max: 0 },
  mixesWithOthers: true,
  isRemixOfRemix: true,
  hasLayers: true,
  isCommercial: true,
};

export const share = (side: RightSide, partyId: string, parts: number, more: Partial<Share> = {}): Share => ({
  id: `${side}-${partyId}`,
  subject: subjectOf(side),
  side,
  partyId,
  role: side === 'MASTER' ? 'LABEL' : 'PUBLISHER',
  ppm: ppm(parts),
  territories: WORLDWIDE,
  from: null,
  to: null,
  status: 'ACTIVE',
  ...more,
});

export type GrantTerms = Partial<Omit<Grant, 'scope'>> & { readonly scope?: Partial<GrantScope> };
export const grant = (side: RightSide, partyId: string, { scope, ...more }: GrantTerms = {}): Grant => ({
  id: `grant-${side}-${partyId}`,
  version: 1,
  partyId,
  side,
  subject: subjectOf(side),
  state: 'GRANTED',
  policy: 'MONETISE',
  scope: { ...openScope, ...scope },
  ...more,
});

export const mandate = (
  side: RightSide,
  partyId: string,
  holderId: string,
  more: Partial<Mandate> = {},
): Mandate => ({
  id: `mandate-${side}-${partyId}`,
  version: 1,
  partyId,
  holderId,
  side,
  subject: 'CATALOGUE',
  territories: WORLDWIDE,
  from: null,
  to: null,
  state: 'ACTIVE',
  ...more,
});

export const artistOf = (side: RightSide, partyId: string, role?: ContributorRole): Contributor => ({
  partyId,
  role: role ?? (side === 'MASTER' ? 'MAIN_ARTIST' : 'COMPOSER'),
  subject: subjectOf(side),
});

/** Both sides cleared: an owner of each, granted, and an artist and a composer who mandated them. */
export const cleared: ClearInput = {
  recipe: 'recipe-1',
  uses: [use],
  shares: [share('MASTER', 'label', 1_000_000), share('COMPOSITION', 'publisher', 1_000_000)],
  contributors: [artistOf('MASTER', 'artist'), artistOf('COMPOSITION', 'composer')],
  grants: [grant('MASTER', 'label'), grant('COMPOSITION', 'publisher')],
  mandates: [mandate('MASTER', 'artist', 'label'), mandate('COMPOSITION', 'composer', 'publisher')],
  parties: [
    { id: 'label', name: 'North Label' },
    { id: 'publisher', name: 'South Publishing' },
    { id: 'artist', name: 'Ada' },
    { id: 'composer', name: 'Bo' },
  ],
  tariff,
  territory: fr,
  at,
};

/** The input with one side's shares, grants, contributors or mandates replaced. */
export interface SideParts {
  readonly shares?: readonly Share[];
  readonly grants?: readonly Grant[];
  readonly contributors?: readonly Contributor[];
  readonly mandates?: readonly Mandate[];
}
export function withSide(side: RightSide, parts: SideParts): ClearInput {
  const other = <T extends { readonly side: RightSide }>(all: readonly T[]) =>
    all.filter((one) => one.side !== side);
  const kind = subjectOf(side).kind;
  return {
    ...cleared,
    ...(parts.shares && { shares: [...other(cleared.shares), ...parts.shares] }),
    ...(parts.grants && { grants: [...other(cleared.grants), ...parts.grants] }),
    ...(parts.mandates && { mandates: [...other(cleared.mandates), ...parts.mandates] }),
    ...(parts.contributors && {
      contributors: [
        ...cleared.contributors.filter((one) => one.subject.kind !== kind),
        ...parts.contributors,
      ],
    }),
  };
}
