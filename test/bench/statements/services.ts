import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const built = async (path: string): Promise<unknown> =>
  await import(pathToFileURL(resolve('apps/api/dist', path)).href);

/** Opens one format of a statement. */
type Open = (id: string) => Promise<AsyncIterable<string | Uint8Array>>;
export type Exports = Readonly<Record<'json' | 'csv' | 'dsr' | 'pdf' | 'breakdown', Open>>;

/** The exports as the server runs them, from the build, on a database of their own. */
export async function openExports(
  databaseUrl: string,
): Promise<{ exports: Exports; stop: () => Promise<void> }> {
  const { Database } = (await built(
    'platform/database/database.js',
  )) as typeof import('../../../apps/api/src/platform/database/database.ts');
  const { Principal } = (await built(
    'platform/auth/principal.js',
  )) as typeof import('../../../apps/api/src/platform/auth/principal.ts');
  const { StatementBreakdownView } = (await built(
    'modules/royalty/statement-breakdown.view.js',
  )) as typeof import('../../../apps/api/src/modules/royalty/statement-breakdown.view.ts');
  const { StatementExportRepository } = (await built(
    'modules/royalty/statement-export.repository.js',
  )) as typeof import('../../../apps/api/src/modules/royalty/statement-export.repository.ts');
  const { StatementExportService } = (await built(
    'modules/royalty/statement-export.service.js',
  )) as typeof import('../../../apps/api/src/modules/royalty/statement-export.service.ts');
  const { StatementPrinter } = (await built(
    'modules/royalty/statement-printer.js',
  )) as typeof import('../../../apps/api/src/modules/royalty/statement-printer.ts');
  const { StatementRepository } = (await built(
    'modules/royalty/statement.repository.js',
  )) as typeof import('../../../apps/api/src/modules/royalty/statement.repository.ts');
  const { StatementService } = (await built(
    'modules/royalty/statement.service.js',
  )) as typeof import('../../../apps/api/src/modules/royalty/statement.service.ts');
  const { StatementView } = (await built(
    'modules/royalty/statement.view.js',
  )) as typeof import('../../../apps/api/src/modules/royalty/statement.view.ts');
  const { loadConfig } = (await built(
    'platform/config/config.js',
  )) as typeof import('../../../apps/api/src/platform/config/config.ts');
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: 'a session secret that guards nothing',
    INSTANCE_SECRET: 'an instance secret that guards nothing',
    DPID: 'PADPIDA2014120301X',
  });
  const database = new Database({ databaseUrl, databasePool: 2 });
  const printer = new StatementPrinter();
  const breakdowns = new StatementBreakdownView(database);
  const repository = new StatementRepository();
  const statements = new StatementService(database, new StatementView(database), breakdowns, repository);
  const lines = new StatementExportRepository(database);
  const service = new StatementExportService(statements, lines, breakdowns, printer, config);
  const reader = new Principal({ userId: randomUUID(), operator: true });
  return {
    exports: {
      json: async (id) => (await statements.document(reader, id)).chunks,
      csv: async (id) => (await service.csv(reader, id)).chunks,
      dsr: async (id) => (await service.dsr(reader, id, 'ugc')).chunks,
      pdf: async (id) => (await service.pdf(reader, id)).chunks,
      breakdown: async (id) => {
        const { flip } = await statements.breakdown(reader, id, 8);
        return [String(flip.others.amountMicros)] as unknown as AsyncIterable<string>;
      },
    },
    stop: async () => {
      await printer.onApplicationShutdown();
      await database.onApplicationShutdown();
    },
  };
}
