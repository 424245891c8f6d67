import { micros, parseCurrency, ppm } from '@flipside/royalty';
import type { Isrc, SourceUsage, Tariff } from '@flipside/royalty';
import { TARIFF_ID } from '../consent/index.ts';

/** What {@link tariffOf} reads. */
export const TARIFF_FIELDS = `version, kind::text, currency, per_play_micros::text AS "perPlayMicros", master_ppm AS "masterPpm",
  composition_ppm AS "compositionPpm", remixer_ppm AS "remixerPpm", platform_ppm AS "platformPpm",
  minimum_ms AS "minimumMs", daily_cap AS "dailyCap"`;

export interface TariffRow {
  version: number;
  kind: 'PER_PLAY' | 'PRO_RATA' | 'USER_CENTRIC';
  currency: string;
  perPlayMicros: string | null;
  masterPpm: number;
  compositionPpm: number;
  remixerPpm: number;
  platformPpm: number;
  minimumMs: number;
  dailyCap: number;
}

interface SourceUsageRow {
  recordingId: string;
  isrc: string;
  usageMs: number | string;
}

export function tariffOf(row: TariffRow): Tariff {
  const currency = parseCurrency(row.currency);
  if (!currency.ok) throw new RangeError(currency.message);
  const terms = {
    id: TARIFF_ID,
    version: row.version,
    currency: currency.value,
    masterPpm: ppm(row.masterPpm),
    compositionPpm: ppm(row.compositionPpm),
    remixerPpm: ppm(row.remixerPpm),
    platformPpm: ppm(row.platformPpm),
    minimumMs: row.minimumMs,
    dailyCap: row.dailyCap,
  };
  if (row.kind !== 'PER_PLAY') return { ...terms, kind: row.kind };
  return { ...terms, kind: 'PER_PLAY', perPlayMicros: micros(BigInt(row.perPlayMicros ?? 0)) };
}

export function sourceUsageOf({ recordingId, isrc, usageMs }: SourceUsageRow): SourceUsage {
  return { recordingId, isrc: isrc as Isrc, usageMs: BigInt(usageMs) };
}
