import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { apiOf, expectData } from './api.ts';
import type { Schemas } from './api.ts';
import { httpOf, progressOf } from './context.ts';
import type { CommonOptions, Outcome, World } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { writeWhole } from './files.ts';
import { statementHash } from './recomputation.ts';

const PAGE = 100;

export interface PullOptions extends CommonOptions {
  readonly out: string;
  readonly party?: string;
}

type Item = Schemas['StatementItem'];
type Api = ReturnType<typeof apiOf>;

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Every statement that the token may read, the newest first, a page at a time. */
async function* statements(api: Api, party: string | undefined): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const query = {
      limit: PAGE,
      ...(party !== undefined && { party }),
      ...(cursor !== undefined && { cursor }),
    };
    const page = expectData('Statements', await api.GET('/api/royalties/statements', { params: { query } }));
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

async function document(api: Api, id: string): Promise<string> {
  const path = '/api/royalties/statements/{id}/document';
  const answer = await api.GET(path, { params: { path: { id } }, parseAs: 'text' });
  return expectData<string>(`Statement ${id}`, answer);
}

/** A downloaded document is kept when it is the one whose hash the instance names. */
async function checked(api: Api, { id }: Item): Promise<string> {
  const text = await document(api, id);
  const detail = expectData(
    `Statement ${id}`,
    await api.GET('/api/royalties/statements/{id}', { params: { path: { id } } }),
  );
  if (statementHash(JSON.parse(text)) === detail.sha256) return text;
  throw new CommandError(EXIT.fault, 'HASH_DIFFERS', `Statement ${id} is not the document that was hashed.`);
}

/**
 * `flipside statements pull`: one file for each statement, named by period, party and id. Statements never change, so
 * what is there is not asked for again; a pull that was cut off goes on where it was.
 */
export async function pullStatements(options: PullOptions, world: World): Promise<Outcome> {
  const api = apiOf(httpOf(options, world));
  const progress = progressOf(options, world);
  const written: string[] = [];
  let known = 0;
  try {
    for await (const item of statements(api, options.party)) {
      const path = join(options.out, item.period, `${item.party.id}-${item.currency}-${item.id}.json`);
      if (await isThere(path)) {
        known += 1;
        continue;
      }
      await writeWhole(path, await checked(api, item));
      written.push(path);
      progress.report(`${written.length} new statements, ${item.period}`, 0, 1);
    }
  } finally {
    progress.end();
  }
  return {
    exitCode: EXIT.fine,
    document: { ok: true, written, known },
    lines: [...written, `✓ ${written.length} new statements in ${options.out}, ${known} were there`],
  };
}
