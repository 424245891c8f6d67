import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { SeededUser, SeedTarget } from '../../prisma/seed.ts';
import { writeDemoFile } from './demo-file.ts';
import { writePrivate } from './state.ts';

const OWN_SCHEMAS = `SELECT quote_ident(nspname) AS name FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`;

/** There from before the first demo row until after the last one: an instance does not listen meanwhile. */
const markerIn = (directory: string): string => join(directory, 'seeding');

/** A first start that was cut off left part of the demo and nothing else, so the embedded database begins anew. */
export async function forgetCutOffStart(directory: string, databaseUrl: string): Promise<void> {
  if (!existsSync(markerIn(directory))) return;
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(OWN_SCHEMAS);
    for (const { name } of rows) await client.query(`DROP SCHEMA ${name} CASCADE`);
    await client.query('CREATE SCHEMA public');
  } finally {
    await client.end();
  }
  rmSync(markerIn(directory));
}

/** Fills an instance that nobody has used yet with the demo and writes its logins down. */
export async function seedFirstStart(
  place: { directory: string; seed: (target: SeedTarget) => Promise<readonly SeededUser[]> },
  baseUrl: string,
  target: SeedTarget & { isEmpty(): Promise<boolean> },
): Promise<void> {
  const { directory, seed } = place;
  const marker = markerIn(directory);
  if (!(await target.isEmpty())) {
    if (existsSync(marker))
      throw new Error(
        `a first start was cut off and left half a demo; empty the database and remove ${marker}`,
      );
    return;
  }
  writePrivate(marker, '');
  writeDemoFile(directory, baseUrl, await seed(target));
  rmSync(marker);
}
