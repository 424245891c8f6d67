import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { EmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts';

export const TEMPLATE = 'flipside_template';

export interface SharedServer {
  readonly server: EmbeddedPostgres;
  readonly directory: string;
}

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env['FLIPSIDE_TEST_SERVER'];
  if (!url) throw new Error('no test server: run this file in the `db` project');
  return url;
}

async function administer(sql: string): Promise<void> {
  const admin = new pg.Client(serverUrl());
  await admin.connect();
  try {
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}

/** A migrated, empty database of one test file's own. Call `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // Copying a template needs it to have no other user; files run in parallel, so they queue here.
  const admin = new pg.Client(serverUrl());
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock(1)');
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  } finally {
    await admin.end();
  }
  return {
    url: urlOf(serverUrl(), name),
    drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
