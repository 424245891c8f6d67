import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { CONFIG } from '../config/config.ts';
import { UnavailableError } from '../problem/errors.ts';
import type { Config } from '../config/config.ts';
import { PrismaClient } from './generated/client.ts';
import type { Prisma } from './generated/client.ts';

const LONGEST_WAIT_MS = 5_000;
const BUSY = 'The instance is busy. Try again in a moment.';

/** A running transaction. Repositories that write take it as their first argument. */
export type Tx = Prisma.TransactionClient;

/** Either a running transaction or, for a read outside one, the client itself. */
export type Reader = Tx | PrismaClient;

/** A running transaction of either kind, for who writes SQL alone: see {@link Database.statements}. */
export type SqlTx = Pick<Tx, '$queryRawUnsafe' | '$executeRawUnsafe'>;

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
  /** Single statements without Prisma between, each its own transaction: see {@link statements}. */
  readonly sql: SqlTx;

  constructor(@Inject(CONFIG) config: Pick<Config, 'databaseUrl' | 'databasePool'>) {
    this.pool = new pg.Pool({ connectionString: config.databaseUrl, max: config.databasePool });
    // An idle connection that the server drops is replaced by the pool; without a listener it would end the process.
    this.pool.on('error', () => undefined);
    // One that is in use tells whoever waits for its answer, and would end the process besides.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool) });
    this.sql = sqlOf(this.pool);
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
        maxWait: LONGEST_WAIT_MS,
        ...(options.isolation === 'serializable' && { isolationLevel: 'Serializable' as const }),
      });
    } catch (error) {
      // Nothing was begun for want of a connection: the same request can succeed a little later.
      if (!begun && isTimeout(error)) throw new UnavailableError(BUSY, error);
      throw error;
    }
  }

  /**
   * Runs `work` in one transaction of SQL without Prisma between: what takes thousands of rows a second spends more time
   * there than in the database. Columns of type `bigint` and `numeric` come as text here: let the statement cast them.
   */
  async statements<T>(work: (tx: SqlTx) => Promise<T>, options: { timeoutMs: number }): Promise<T> {
    return await this.bare(await this.connect(), async (client) => {
      await client.query(`SET LOCAL statement_timeout = ${Math.ceil(options.timeoutMs)}`);
      return await work(sqlOf(client));
    });
  }

  /** Runs `work` in one transaction on a bare connection, for bulk that only COPY and temporary tables bear. */
  async bulk<T>(work: (client: BulkTx) => Promise<T>): Promise<T> {
    return await this.bare(await this.pool.connect(), work);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }

  private async bare<T>(client: pg.PoolClient, work: (client: BulkTx) => Promise<T>): Promise<T> {
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

  /** @throws {UnavailableError} when no connection comes free in time. */
  private async connect(): Promise<pg.PoolClient> {
    const waiting = this.pool.connect();
    const patience = new AbortController();
    const late = sleep(LONGEST_WAIT_MS, null, { signal: patience.signal }).catch(() => null);
    const client = await Promise.race([waiting, late]).finally(() => patience.abort());
    if (client !== null) return client;
    // It may still come: then it goes back, and a failure has been answered already.
    waiting.then(
      (spare) => spare.release(),
      () => undefined,
    );
    throw new UnavailableError(BUSY);
  }
}

/** The two calls of Prisma that run plain SQL, on a bare connection. */
function sqlOf(client: Pick<pg.Pool, 'query'>): SqlTx {
  return {
    $queryRawUnsafe: (async (sql: string, ...values: unknown[]) =>
      (await client.query(sql, values)).rows) as unknown as SqlTx['$queryRawUnsafe'],
    $executeRawUnsafe: (async (sql: string, ...values: unknown[]) =>
      (await client.query(sql, values)).rowCount ?? 0) as unknown as SqlTx['$executeRawUnsafe'],
  };
}

/** Prisma's P2028: a transaction could not be begun, or ran, past its time. */
const isTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'P2028';

export interface TransactionOptions {
  timeoutMs?: number;
  isolation?: 'serializable';
}
