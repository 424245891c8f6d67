import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { CONFIG } from '../config/config.ts';
import { UnavailableError } from '../problem/errors.ts';
import type { Config } from '../config/config.ts';
import { PrismaClient } from './generated/client.ts';
import type { Prisma } from './generated/client.ts';

/** A running transaction. Repositories that write take it as their first argument. */
export type Tx = Prisma.TransactionClient;

/** Either a running transaction or, for a read outside one, the client itself. */
export type Reader = Tx | PrismaClient;

/** A running transaction on a bare connection: see {@link Database.bulk}. */
export type BulkTx = pg.PoolClient;

/**
 * The one way to PostgreSQL. Use it in `*.repository.ts` and `*.view.ts` only.
 *
 * Writes run in {@link transaction}; the transaction is handed on explicitly. Reads may use {@link prisma},
 * and hot reads use reviewed SQL through {@link pool}.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;

  constructor(@Inject(CONFIG) config: Pick<Config, 'databaseUrl' | 'databasePool'>) {
    this.pool = new pg.Pool({ connectionString: config.databaseUrl, max: config.databasePool });
    // An idle connection that the server drops is replaced by the pool; without a listener it would end the process.
    this.pool.on('error', () => undefined);
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool) });
  }

  /** Runs `work` in one transaction: all of it is committed, or none of it. */
  async transaction<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    let begun = false;
    const begin = (tx: Tx): Promise<T> => {
      begun = true;
      return work(tx);
    };
    try {
      return await this.prisma.$transaction(begin, {
        timeout: options.timeoutMs ?? 15_000,
        maxWait: 5_000,
        ...(options.isolation === 'serializable' && { isolationLevel: 'Serializable' as const }),
      });
    } catch (error) {
      // Nothing was begun for want of a connection: the same request can succeed a little later.
      if (!begun && isTimeout(error))
        throw new UnavailableError('The instance is busy. Try again in a moment.', error);
      throw error;
    }
  }

  /** Runs `work` in one transaction on a bare connection, for bulk that only COPY and temporary tables bear. */
  async bulk<T>(work: (client: BulkTx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const answer = await work(client);
      await client.query('COMMIT');
      client.release();
      return answer;
    } catch (error) {
      // The connection is closed, which rolls back whatever state it was left in.
      client.release(true);
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }
}

/** Prisma's P2028: a transaction could not be begun, or ran, past its time. */
const isTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'P2028';

export interface TransactionOptions {
  timeoutMs?: number;
  isolation?: 'serializable';
}
