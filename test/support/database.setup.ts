import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../apps/api/src/platform/database/migration-runner.ts';
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts';
import { TEMPLATE, urlOf, type SharedServer } from './database.ts';

/** Durability is switched off: these databases live as long as one test run. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=2GB'];

/** Starts one PostgreSQL for the run and migrates a template, which every test file copies. */
export default async function setup(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'flipside-test-'));
  chmodSync(directory, 0o755);
  const server = await startEmbeddedPostgres({ directory, settings: FAST });
  const admin = new pg.Client(server.url);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  await migrate(urlOf(server.url, TEMPLATE), 'prisma/migrations');
  process.env['FLIPSIDE_TEST_SERVER'] = server.url;
  (globalThis as { flipsideServer?: SharedServer }).flipsideServer = { server, directory };
}
