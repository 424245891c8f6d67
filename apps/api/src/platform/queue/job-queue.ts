import type { z } from 'zod';

/** A kind of job: its name, the schema its payload is parsed with, and how often it is tried. */
export interface JobDefinition<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly attempts: number;
  /** Wait before the second attempt; it doubles before each further one. */
  readonly backoffMs: number;
}

export interface JobSettings {
  attempts?: number;
  backoffMs?: number;
}

export function defineJob<T>(
  name: string,
  schema: z.ZodType<T>,
  settings: JobSettings = {},
): JobDefinition<T> {
  return { name, schema, attempts: settings.attempts ?? 8, backoffMs: settings.backoffMs ?? 1_000 };
}

export interface AddOptions {
  /** Deterministic: adding the same id again while the first is known changes nothing. Without `:`. */
  id: string;
  delayMs?: number;
}

export interface JobContext {
  id: string;
  /** 1 on the first run. */
  attempt: number;
}

export type JobHandler<T> = (payload: T, context: JobContext) => Promise<void>;

/** `everyMs`, or a cron pattern in UTC. */
export type Timetable = { everyMs: number } | { cron: string };

/** Work to be done outside requests: at least once, so a handler must be harmless to repeat. */
export abstract class JobQueue {
  /** Resolves when the job is stored. */
  abstract add<T>(job: JobDefinition<T>, payload: T, options: AddOptions): Promise<void>;
  abstract addMany<T>(jobs: readonly QueuedJob<T>[]): Promise<void>;
  /** Runs the job periodically, once per period over all processes. Replaces an earlier timetable of the job. */
  abstract schedule<T>(job: JobDefinition<T>, payload: T, timetable: Timetable): Promise<void>;
  /** Registers the handler; jobs run only in a process that called {@link start}. */
  abstract process<T>(job: JobDefinition<T>, handler: JobHandler<T>): void;
  /** Begins to run jobs here. */
  abstract start(): Promise<void>;
  /** Throws when the queue cannot be reached. */
  abstract ping(): Promise<void>;
}

export interface QueuedJob<T> {
  job: JobDefinition<T>;
  payload: T;
  id: string;
}
