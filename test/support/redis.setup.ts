import databaseSetup from './database.setup.ts';
import { startRedis, type RedisServer } from './redis.ts';

export default async function setup(): Promise<void> {
  await databaseSetup();
  const redis = await startRedis();
  process.env['FLIPSIDE_TEST_REDIS'] = redis.url;
  (globalThis as { flipsideRedis?: RedisServer }).flipsideRedis = redis;
}
