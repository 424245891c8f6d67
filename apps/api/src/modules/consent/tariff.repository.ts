import { micros, parseCurrency, ppm } from '@flipside/royalty';
import type { Tariff } from '@flipside/royalty';
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/database.ts';

/** The id that all versions of the instance's tariff share. */
export const TARIFF_ID = 'standard';

export type DatedTariff = Tariff & { readonly effectiveFrom: Date };

type Row = NonNullable<Awaited<ReturnType<Tx['tariff']['findFirst']>>>;

function toTariff(row: Row): DatedTariff {
  const currency = parseCurrency(row.currency);
  if (!currency.ok) throw new TypeError(currency.message);
  const terms = {
    id: TARIFF_ID,
    version: row.version,
    currency: currency.value,
    effectiveFrom: row.effectiveFrom,
    masterPpm: ppm(row.masterPpm),
    compositionPpm: ppm(row.compositionPpm),
    remixerPpm: ppm(row.remixerPpm),
    platformPpm: ppm(row.platformPpm),
    minimumMs: row.minimumMs,
    dailyCap: row.dailyCap,
  };
  if (row.kind !== 'PER_PLAY') return { ...terms, kind: row.kind };
  return { ...terms, kind: row.kind, perPlayMicros: micros(row.perPlayMicros ?? 0n) };
}

@Injectable()
export class TariffRepository {
  /** The one in force at an instant. */
  async current(reader: Reader, at: Date): Promise<DatedTariff | null> {
    const row = await reader.tariff.findFirst({
      where: { effectiveFrom: { lte: at } },
      orderBy: { version: 'desc' },
    });
    return row === null ? null : toTariff(row);
  }

  /** The newest first. */
  async list(reader: Reader, limit: number): Promise<DatedTariff[]> {
    const rows = await reader.tariff.findMany({ orderBy: { version: 'desc' }, take: limit });
    return rows.map(toTariff);
  }

  async latestVersion(tx: Tx): Promise<number> {
    const row = await tx.tariff.findFirst({ select: { version: true }, orderBy: { version: 'desc' } });
    return row?.version ?? 0;
  }

  /** One at a time: versions count up without gaps. */
  async lock(tx: Tx): Promise<void> {
    await tx.$executeRaw`LOCK TABLE tariff IN SHARE ROW EXCLUSIVE MODE`;
  }

  async append(tx: Tx, tariff: DatedTariff): Promise<void> {
    const { id: _id, ...terms } = tariff;
    const parts = {
      masterPpm: Number(terms.masterPpm),
      compositionPpm: Number(terms.compositionPpm),
      remixerPpm: Number(terms.remixerPpm),
      platformPpm: Number(terms.platformPpm),
    };
    const perPlayMicros = tariff.kind === 'PER_PLAY' ? tariff.perPlayMicros : null;
    await tx.tariff.create({ data: { ...terms, ...parts, perPlayMicros } });
  }
}
