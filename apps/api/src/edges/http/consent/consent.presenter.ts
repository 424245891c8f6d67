import type {
  BulkRecord,
  CoveringGrant,
  DatedTariff,
  GrantRecord,
  GrantVersionRecord,
  MandateRecord,
  PartyCatalogueRow,
} from '../../../modules/consent/index.ts';

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

export function presentGrant({ createdAt, withdrawnFrom, ...grant }: GrantRecord) {
  return { ...grant, withdrawnFrom: instant(withdrawnFrom), createdAt: createdAt.toISOString() };
}

export function presentGrantVersion({ createdBy, ...grant }: GrantVersionRecord) {
  return { ...presentGrant(grant), createdBy };
}

const presentCovering = (grant: CoveringGrant | null) =>
  grant === null ? null : { ...grant, withdrawnFrom: instant(grant.withdrawnFrom) };

export function presentCatalogueRow({ grant, own, wider, closesAt, ...row }: PartyCatalogueRow) {
  return {
    ...row,
    grant: presentCovering(grant),
    own: presentCovering(own),
    wider: presentCovering(wider),
    closesAt: instant(closesAt),
  };
}

export function presentMandate({ validFrom, validTo, createdAt, ...mandate }: MandateRecord) {
  const dates = { validFrom: instant(validFrom), validTo: instant(validTo) };
  return { ...mandate, ...dates, createdAt: createdAt.toISOString() };
}

export function presentBulk({ change: _change, createdAt, finishedAt, ...bulk }: BulkRecord) {
  return { ...bulk, createdAt: createdAt.toISOString(), finishedAt: instant(finishedAt) };
}

export function presentTariff(tariff: DatedTariff) {
  const { id: _id, effectiveFrom, masterPpm, compositionPpm, remixerPpm, platformPpm, ...terms } = tariff;
  return {
    ...terms,
    perPlayMicros: tariff.kind === 'PER_PLAY' ? String(tariff.perPlayMicros) : null,
    masterPpm: Number(masterPpm),
    compositionPpm: Number(compositionPpm),
    remixerPpm: Number(remixerPpm),
    platformPpm: Number(platformPpm),
    effectiveFrom: effectiveFrom.toISOString(),
  };
}

export const presentTariffs = (tariffs: readonly DatedTariff[]) => ({ items: tariffs.map(presentTariff) });
