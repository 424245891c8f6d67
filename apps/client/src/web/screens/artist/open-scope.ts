import type { GrantScope } from '../../queries/consent.ts';

/** The terms an opt-in starts with: everywhere, every part, no limits, without being asked first. */
export const OPEN_SCOPE: GrantScope = {
  territories: ['WW'],
  excludeTerritories: [],
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
