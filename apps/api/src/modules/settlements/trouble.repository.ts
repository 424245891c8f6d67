import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { UpstreamFailedError } from '../../platform/problem/errors.ts';
import { SettlementRefusedError } from './settlement-document.ts';
import type { NamedDocument } from './settlement.repository.ts';
import type { SettlementTrouble } from './settlement.types.ts';

/** Of one peer: more than that are not shown. */
const MOST = 100;
type Kind = SettlementTrouble['kind'];

/** Why documents that peers' logs name could not be taken: the last reason of each, until it can. */
@Injectable()
export class TroubleRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns whether it is one of a peer's making; another error is a fault of here. */
  async note(kind: Kind, named: NamedDocument, error: unknown): Promise<boolean> {
    const refused = error instanceof SettlementRefusedError;
    if (!refused && !(error instanceof UpstreamFailedError)) return false;
    const code = refused ? error.code : 'UNREACHABLE';
    const message = (refused ? error.reason : error.message).slice(0, 500);
    const { peerId, sha256, period, currency } = named;
    const now = this.clock.now();
    await this.database.prisma.$executeRaw(Prisma.sql`
      INSERT INTO settlement_trouble AS t (peer_id, sha256, kind, period, currency, code, message, times, since, last_at)
      VALUES (${peerId}::uuid, ${sha256}, ${kind}, ${period}, ${currency}, ${code}, ${message}, 1, ${now}, ${now})
      ON CONFLICT (peer_id, sha256) DO UPDATE SET code = ${code}, message = ${message}, times = t.times + 1, last_at = ${now}`);
    return true;
  }

  /** It was taken after all. */
  async clear({ peerId, sha256 }: NamedDocument): Promise<void> {
    await this.database.prisma.settlementTrouble.deleteMany({ where: { peerId, sha256 } });
  }

  /** Of one peer, the last first. */
  async list(peerId: string): Promise<SettlementTrouble[]> {
    const rows = await this.database.prisma.settlementTrouble.findMany({
      where: { peerId },
      orderBy: [{ lastAt: 'desc' }, { sha256: 'asc' }],
      take: MOST,
    });
    return rows.map(({ peerId: _of, kind, ...row }) => ({ ...row, kind: kind as Kind }));
  }
}
