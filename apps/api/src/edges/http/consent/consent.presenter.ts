import type { DatedTariff, GrantRecord } from '../../../modules/consent/index.ts';

export function presentGrant({ createdAt, ...grant }: GrantRecord) {
  return { ...grant, createdAt: createdAt.toISOString() };
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
