import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { apiOf, expectData } from './api.ts';
import type { Schemas } from './api.ts';
import { httpOf, progressOf } from './context.ts';
import type { CommonOptions, Outcome, World } from './context.ts';
import { CommandError, EXIT, usageError } from './exit-codes.ts';
import { readIfThere, writeWhole } from './files.ts';
import { statementHash } from './recomputation.ts';

const PAGE = 100;

/** What a statement can be had as: its path under the statement, and the end of the file's name. */
const FORMATS = {
  json: { path: 'document', end: 'json' },
  csv: { path: 'export.csv', end: 'csv' },
  pdf: { path: 'export.pdf', end: 'pdf' },
  dsr: { path: 'export.dsr.tsv', end: 'dsr.tsv' },
  ugc: { path: 'export.ugc.tsv', end: 'ugc.tsv' },
} as const;
export type PullFormat = keyof typeof FORMATS;
export const PULL_FORMATS = Object.keys(FORMATS) as PullFormat[];

export interface PullOptions extends CommonOptions {
  readonly out: string;
  readonly format: readonly PullFormat[];
  readonly party?: string;
}

type Item = Schemas['StatementItem'];
type Api = ReturnType<typeof apiOf>;

/** How far a directory has come, for one party or all, in one format. */
const progressFile = z.strictObject({ url: z.string(), since: z.string().min(1) });

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')
      return false;
    throw error;
  }
}

/** Where a directory remembers the cursor up to which it has every statement in a format. */
class PullCursor {
  readonly #path: string;
  readonly #url: string;

  constructor({ out, party }: PullOptions, format: PullFormat, url: string) {
    this.#path = join(out, `.flipside-${format}${party === undefined ? '' : `-${party}`}.json`);
    this.#url = url;
  }

  /** `0` stands before every statement. */
  async read(): Promise<string> {
    const text = await readIfThere(this.#path);
    if (text === null) return '0';
    let kept: z.infer<typeof progressFile>;
    try {
      kept = progressFile.parse(JSON.parse(text));
    } catch {
      throw usageError(
        'STATE_BROKEN',
        `${this.#path} cannot be read. Remove it to look at every statement again.`,
      );
    }
    if (kept.url === this.#url) return kept.since;
    throw usageError(
      'OTHER_INSTANCE',
      `${this.#path} is of ${kept.url}: choose another directory for ${this.#url}.`,
    );
  }

  async write(since: string): Promise<void> {
    await writeWhole(this.#path, `${JSON.stringify({ url: this.#url, since })}\n`);
  }
}

async function content(api: Api, format: PullFormat, id: string): Promise<Uint8Array> {
  const path = `/api/royalties/statements/{id}/${FORMATS[format].path}` as const;
  const answer = await api.GET(path, { params: { path: { id } }, parseAs: 'arrayBuffer' });
  return new Uint8Array(expectData<ArrayBuffer>(`Statement ${id} as ${format}`, answer));
}

/** A downloaded document is kept when it is the one whose hash the instance names. */
async function checked(api: Api, format: PullFormat, { id }: Item): Promise<Uint8Array> {
  const bytes = await content(api, format, id);
  if (format !== 'json') return bytes;
  const path = '/api/royalties/statements/{id}';
  const { sha256 } = expectData(`Statement ${id}`, await api.GET(path, { params: { path: { id } } }));
  if (statementHash(JSON.parse(new TextDecoder().decode(bytes))) === sha256) return bytes;
  throw new CommandError(EXIT.fault, 'HASH_DIFFERS', `Statement ${id} is not the document that was hashed.`);
}

class Pull {
  readonly written: string[] = [];
  known = 0;
  readonly #api: Api;
  readonly #options: PullOptions;
  readonly #report: (words: string) => void;

  constructor(api: Api, options: PullOptions, report: (words: string) => void) {
    this.#api = api;
    this.#options = options;
    this.#report = report;
  }

  /** From the oldest that is not there yet to the newest, a page at a time; each page that is there whole is remembered. */
  async run(format: PullFormat, cursor: PullCursor): Promise<void> {
    const { party } = this.#options;
    for (;;) {
      const since = await cursor.read();
      const query = { limit: PAGE, since, ...(party !== undefined && { party }) };
      const answer = await this.#api.GET('/api/royalties/statements', { params: { query } });
      const { items, nextCursor } = expectData('Statements', answer);
      for (const item of items) await this.#keep(format, item);
      if (items.length === 0 || nextCursor === null || nextCursor === since) return;
      await cursor.write(nextCursor);
    }
  }

  async #keep(format: PullFormat, item: Item): Promise<void> {
    const name = `${item.party.id}-${item.currency}-${item.id}.${FORMATS[format].end}`;
    const path = join(this.#options.out, item.period, name);
    if (await isThere(path)) {
      this.known += 1;
      return;
    }
    await writeWhole(path, await checked(this.#api, format, item));
    this.written.push(path);
    this.#report(`${this.written.length} new statements, ${item.period} as ${format}`);
  }
}

/**
 * `flipside statements pull`: one file for each statement and format, named by period, party and id. Statements never change:
 * what is there is not fetched again, and what the directory has come past is not asked for again. A pull that was cut
 * off goes on where it was.
 */
export async function pullStatements(options: PullOptions, world: World): Promise<Outcome> {
  const http = httpOf(options, world);
  const progress = progressOf(options, world);
  const pull = new Pull(apiOf(http), options, (words) => progress.report(words, 0, 1));
  try {
    for (const format of new Set(options.format))
      await pull.run(format, new PullCursor(options, format, http.baseUrl));
  } finally {
    progress.end();
  }
  const { written, known } = pull;
  return {
    exitCode: EXIT.fine,
    document: { ok: true, written, known },
    lines: [...written, `✓ ${written.length} new files in ${options.out}, ${known} were there`],
  };
}
