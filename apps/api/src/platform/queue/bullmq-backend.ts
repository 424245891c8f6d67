import { Queue, Worker, createPostgresBackend, withBackend } from 'bullmq';
import type { Job } from 'bullmq';
import type { Config } from '../config/config.ts';

const NAME = 'flipside';
const MOST_PG_CONNECTIONS = 3;
/**
 * How often a job may be taken from a process that died over it before it is given up for good. Once, BullMQ's default, is
 * what two power cuts or two restarts by force do to a close that is long; a job that kills its process is seen after this.
 */
const MOST_DEATHS = 10;
/**
 * How soon a job is taken from a process that died: when its lock is out, and somebody looks. BullMQ's own half a minute
 * for each is as long as a listener waits for a withdrawal. A lock is renewed from 2 s on, so that a process may be busy
 * for 6 s at a stretch and keep it; what loses it all the same runs twice, which every job has to bear.
 */
const LOCKS = { lockDuration: 10_000, lockRenewTime: 4_000, stalledInterval: 5_000 };

const postgres = withBackend(createPostgresBackend);

/** What both backends' queues and workers have in common. */
export type BullQueue = Pick<Queue, 'add' | 'addBulk' | 'upsertJobScheduler' | 'getJobCounts' | 'close'> &
  Emitter;
export type BullWorker = Pick<Worker, 'waitUntilReady' | 'close'> & Emitter;

interface Emitter {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
}

type QueueConfig = Pick<Config, 'databaseUrl' | 'redisUrl'>;

/** BullMQ on Redis when there is one, else in the `bullmq` schema of the same database. */
export function openQueue(config: QueueConfig): BullQueue {
  if (config.redisUrl === null) return new postgres.Queue(NAME, { connection: connection(config) });
  return new Queue(NAME, { connection: redis(config.redisUrl) });
}

export function openWorker(
  config: QueueConfig,
  run: (job: Job) => Promise<void>,
  concurrency: number,
  locks: typeof LOCKS = LOCKS,
): BullWorker {
  const options = { ...locks, concurrency, maxStalledCount: MOST_DEATHS };
  if (config.redisUrl === null)
    return new postgres.Worker(NAME, run, { ...options, connection: connection(config) });
  return new Worker(NAME, run, { ...options, connection: redis(config.redisUrl) });
}

function connection({ databaseUrl }: QueueConfig): {
  connectionString: string;
  migrate: boolean;
  max: number;
} {
  return { connectionString: databaseUrl, migrate: true, max: MOST_PG_CONNECTIONS };
}

/** BullMQ opens and closes the client; its blocking reads need one without a retry limit. */
function redis(url: string): { url: string; maxRetriesPerRequest: null } {
  return { url, maxRetriesPerRequest: null };
}
