import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../database/database.ts';
import { Log } from '../logging/log.ts';
import { JobQueue } from '../queue/job-queue.ts';

export type Check = 'ok' | 'failed';

export interface Readiness {
  ready: boolean;
  checks: { database: Check; migrations: Check; queue: Check };
}

const UNFINISHED = `SELECT count(*) FILTER (WHERE finished_at IS NULL AND rolled_back_at IS NULL) AS unfinished,
  count(*) AS known FROM _prisma_migrations`;
const PATIENCE_MS = 2_000;

/** Whether this process can do its work now. Each check is bounded in time. */
@Injectable()
export class ReadinessService {
  private readonly database: Database;
  private readonly queue: JobQueue;
  private readonly log: Log;

  constructor(
    @Inject(Database) database: Database,
    @Inject(JobQueue) queue: JobQueue,
    @Inject(Log) log: Log,
  ) {
    this.database = database;
    this.queue = queue;
    this.log = log.child('readiness');
  }

  async check(): Promise<Readiness> {
    const [database, migrations, queue] = await Promise.all([
      this.run('database', () => this.database.pool.query('SELECT 1')),
      this.run('migrations', () => this.migrations()),
      this.run('queue', () => this.queue.ping()),
    ]);
    const checks = { database, migrations, queue };
    return { ready: Object.values(checks).every((check) => check === 'ok'), checks };
  }

  private async migrations(): Promise<void> {
    const { rows } = await this.database.pool.query<{ unfinished: string; known: string }>(UNFINISHED);
    if (rows[0]?.unfinished !== '0' || rows[0].known === '0') throw new Error('migrations are not complete');
  }

  private async run(name: string, work: () => Promise<unknown>): Promise<Check> {
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS);
      });
      await Promise.race([work(), late]);
      return 'ok';
    } catch (error) {
      this.log.warn({ err: error, check: name }, 'not ready');
      return 'failed';
    } finally {
      clearTimeout(timer);
    }
  }
}
