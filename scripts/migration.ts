import { mkdtempSync, chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './database/embedded-postgres.ts';
import { schemaDrift } from './database/schema-engine.ts';

/** `npm run migration -- NAME`: writes the SQL between the migrations and `schema.prisma` as a new migration. */
async function main(name: string | undefined): Promise<void> {
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error('usage: npm run migration -- lower_case_name');
  const directory = mkdtempSync(join(tmpdir(), 'flipside-migration-'));
  chmodSync(directory, 0o755);
  const server = await startEmbeddedPostgres({ directory, settings: ['fsync=off'] });
  try {
    const sql = await schemaDrift(server.url);
    if (sql === null) {
      console.log('The migrations already give this schema.');
      return;
    }
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const target = join('prisma/migrations', `${stamp}_${name}`);
    mkdirSync(target);
    writeFileSync(join(target, 'migration.sql'), sql);
    console.log(
      `Wrote ${target}/migration.sql. Read it, then add what the model cannot say (triggers, checks).`,
    );
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

await main(process.argv[2]);
