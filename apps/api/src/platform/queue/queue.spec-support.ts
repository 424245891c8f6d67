import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { testConfig } from '../config/config.fixture.ts';
import { Database } from '../database/database.ts';
import { Outbox, defineEvent } from '../outbox/outbox.ts';
import { OutboxRelay } from '../outbox/outbox.relay.ts';
import { OutboxRepository } from '../outbox/outbox.repository.ts';
import { Subscriptions } from '../outbox/subscriptions.ts';
import { PlatformModule } from '../platform.module.ts';
import { openWorker } from './bullmq-backend.ts';
import type { BullWorker } from './bullmq-backend.ts';
import { DeadLetterRepository } from './dead-letter.repository.ts';
import { JobQueue, defineJob } from './job-queue.ts';

const counted = defineEvent('test.counted', z.strictObject({ n: z.int() }));
let testDatabase: TestDatabase;
let environment: Readonly<Record<string, string>> = {};
const open: INestApplicationContext[] = [];

/** A process of its own, as far as the platform can tell. */
async function start(): Promise<INestApplicationContext> {
  const module = PlatformModule.forRoot(testConfig(testDatabase.url, environment));
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  open.push(app);
  return app;
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error('it did not happen in 20 s');
    await sleep(20);
  }
}

async function emit(app: INestApplicationContext, from: number, to: number): Promise<void> {
  await app.get(Database).transaction(async (tx) => {
    for (let n = from; n < to; n += 1)
      await app.get(Outbox).append(tx, counted, { key: String(n), payload: { n } });
  });
}

/**
 * What the queue and the outbox promise, whatever keeps the jobs.
 *
 * @param backend environment that chooses the backend; read when the tests start
 */
export function describeQueue(name: string, backend: () => Readonly<Record<string, string>>): void {
  describe(`on ${name}`, () => {
    beforeAll(async () => {
      environment = backend();
      testDatabase = await createTestDatabase();
    });

    afterEach(async () => {
      for (const app of open.splice(0)) await app.close();
    });

    afterAll(async () => {
      await testDatabase.drop();
    });

    queueTests();
    outboxTests();
  });
}

const queueTests = (): void =>
  describe('the queue', () => {
    test('runs a job once per id, with its parsed payload', async () => {
      const app = await start();
      const queue = app.get(JobQueue);
      const job = defineJob('test.once', z.object({ n: z.int() }));
      const seen: unknown[] = [];
      queue.process(job, async (payload, context) => void seen.push([payload, context]));
      await queue.add(job, { n: 1 }, { id: 'one' });
      await queue.add(job, { n: 1 }, { id: 'one' });
      await queue.add(job, { n: 2 }, { id: 'two' });
      await queue.start();
      await until(() => seen.length >= 2);
      await queue.add(job, { n: 1 }, { id: 'one' });
      await sleep(300);
      expect(seen).toEqual([
        [{ n: 1 }, { id: 'one', attempt: 1 }],
        [{ n: 2 }, { id: 'two', attempt: 1 }],
      ]);
    });

    test('tries again, and keeps what fails on the last attempt as a dead letter', async () => {
      const app = await start();
      const queue = app.get(JobQueue);
      const attempts: number[] = [];
      const flaky = defineJob('test.flaky', z.object({}), { attempts: 3, backoffMs: 10 });
      const poison = defineJob('test.poison', z.object({ why: z.string() }), { attempts: 2, backoffMs: 10 });
      queue.process(flaky, async (_, { attempt }) => {
        attempts.push(attempt);
        if (attempt < 3) throw new Error('not yet');
      });
      queue.process(poison, () => Promise.reject(new Error('never')));
      await queue.add(flaky, {}, { id: 'flaky' });
      await queue.add(poison, { why: 'bad' }, { id: 'poison' });
      await queue.start();
      const letters = app.get(DeadLetterRepository);
      await until(async () => attempts.length === 3 && (await letters.count()) === 1);
      expect(attempts).toEqual([1, 2, 3]);
      const [letter] = await letters.list(10);
      expect(letter).toMatchObject({
        job: 'test.poison',
        jobId: 'poison',
        payload: { why: 'bad' },
        attempts: 2,
      });
      expect(letter?.error).toContain('never');
    });

    test('a job of a process that died is another’s once its lock is out, and not while it is renewed', async () => {
      const config = testConfig(testDatabase.url, environment);
      const locks = { lockDuration: 800, lockRenewTime: 300, stalledInterval: 400 };
      const job = defineJob('test.taken-over', z.object({}));
      const runs: string[] = [];
      const work = async (name: string): Promise<BullWorker> => {
        const run = async ({ name: what }: { name: string }): Promise<void> => {
          if (what !== job.name) return;
          runs.push(name);
          if (name !== 'third') await new Promise(() => {});
        };
        const worker = openWorker(config, run, 1, locks);
        worker.on('error', () => {});
        await worker.waitUntilReady();
        return worker;
      };
      const app = await start();
      const first = await work('first');
      await app.get(JobQueue).add(job, {}, { id: 'taken-over' });
      await until(() => runs.length === 1);
      const second = await work('second');
      await sleep(2_000);
      expect(runs).toEqual(['first']);
      // Closed by force, a worker renews nothing and finishes nothing, as one that was killed.
      await first.close(true);
      await until(() => runs.length === 2);
      await second.close(true);
      const third = await work('third');
      await until(() => runs.length === 3);
      expect(runs).toEqual(['first', 'second', 'third']);
      await third.close();
    });

    test('runs a scheduled job in each period', async () => {
      const app = await start();
      const queue = app.get(JobQueue);
      let runs = 0;
      const tick = defineJob('test.tick', z.object({}));
      queue.process(tick, () => Promise.resolve(void (runs += 1)));
      await queue.schedule(tick, {}, { everyMs: 150 });
      await queue.start();
      await until(() => runs >= 3);
      expect(runs).toBeGreaterThanOrEqual(3);
    });
  });

const outboxTests = (): void =>
  describe('the outbox', () => {
    test('delivers what is committed and nothing that is rolled back', async () => {
      const app = await start();
      const seen: number[] = [];
      app.get(Subscriptions).on(counted, { name: 'test.seen', handle: async ({ n }) => void seen.push(n) });
      await app.get(JobQueue).start();
      await emit(app, 0, 3);
      const failing = app.get(Database).transaction(async (tx) => {
        await app.get(Outbox).append(tx, counted, { key: 'x', payload: { n: 99 } });
        throw new Error('rolled back');
      });
      await expect(failing).rejects.toThrow('rolled back');
      app.get(OutboxRelay).start();
      await until(() => seen.length >= 3);
      await sleep(200);
      expect(seen.toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
      expect(await app.get(OutboxRepository).pending()).toBe(0);
    });

    test('refuses a payload that is not what the event says', async () => {
      const app = await start();
      const wrong = app
        .get(Database)
        .transaction((tx) => app.get(Outbox).append(tx, counted, { key: 'x', payload: { n: 0.5 } }));
      await expect(wrong).rejects.toThrow();
      expect(await app.get(OutboxRepository).pending()).toBe(0);
    });

    test('delivers an event again, and once, when a process dies between delivery and mark', async () => {
      const app = await start();
      const seen: number[] = [];
      const subscriptions = app.get(Subscriptions);
      subscriptions.on(counted, { name: 'test.crash', handle: async ({ n }) => void seen.push(n) });
      await emit(app, 500, 503);
      const queue = app.get(JobQueue);
      const crash = app.get(OutboxRepository).claim(10, async (events) => {
        const [job] = subscriptions.jobsOf(counted.topic);
        for (const event of events)
          await queue.add(
            job!,
            { eventId: event.id, payload: event.payload },
            { id: `${job!.name}.${event.id}` },
          );
        throw new Error('killed');
      });
      await expect(crash).rejects.toThrow('killed');
      expect(await app.get(OutboxRepository).pending()).toBe(3);
      await queue.start();
      app.get(OutboxRelay).start();
      await until(async () => (await app.get(OutboxRepository).pending()) === 0 && seen.length >= 3);
      await sleep(300);
      expect(seen.toSorted((a, b) => a - b)).toEqual([500, 501, 502]);
    });

    test('shares the work between two relays, each event to one of them', async () => {
      const [first, second] = [await start(), await start()];
      const seen: number[] = [];
      for (const app of [first, second]) {
        app
          .get(Subscriptions)
          .on(counted, { name: 'test.shared', handle: async ({ n }) => void seen.push(n) });
      }
      await emit(first, 1_000, 1_600);
      const relays = [first, second].map((app) => app.get(OutboxRelay));
      const counts = await Promise.all([...relays, ...relays].map((relay) => relay.relayOnce()));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(600);
      await Promise.all([first, second].map((app) => app.get(JobQueue).start()));
      await until(() => seen.length >= 600);
      expect(seen.toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 600 }, (_, index) => 1_000 + index),
      );
    });
  });
