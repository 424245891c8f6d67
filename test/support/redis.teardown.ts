import databaseTeardown from './database.teardown.ts';
import type { RedisServer } from './redis.ts';

export default async function teardown(): Promise<void> {
  await (globalThis as { flipsideRedis?: RedisServer }).flipsideRedis?.stop();
  await databaseTeardown();
}
