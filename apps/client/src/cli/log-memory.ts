import { join } from 'node:path';
import { z } from 'zod';
import { usageError } from './exit-codes.ts';
import { readIfThere, writeWhole } from './files.ts';

const record = z.strictObject({
  origin: z.string(),
  vkey: z.string(),
  /** The last checkpoint that was checked, as it was served. */
  checkpoint: z.string(),
  /** When, ISO 8601. */
  at: z.iso.datetime(),
  /** How far the entries were read, and the tree's right edge there in base 64, so that reading can go on. */
  entries: z.strictObject({ size: z.int().min(0), frontier: z.array(z.base64()) }),
});
export type RememberedLog = z.infer<typeof record>;

/** Where things that are to outlive the command are kept (XDG Base Directory Specification). */
export function stateDirectory(env: NodeJS.ProcessEnv): string {
  if (env['FLIPSIDE_STATE'] !== undefined && env['FLIPSIDE_STATE'] !== '') return env['FLIPSIDE_STATE'];
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '.';
  const state = env['XDG_STATE_HOME'];
  return join(state === undefined || state === '' ? join(home, '.local', 'state') : state, 'flipside');
}

/** What was seen of the logs of instances: without it nothing can be caught being rewritten. */
export class LogMemory {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = join(directory, 'logs');
  }

  async get(host: string, log: string): Promise<RememberedLog | null> {
    const path = this.#path(host, `${log}.json`);
    const text = await readIfThere(path);
    if (text === null) return null;
    try {
      return record.parse(JSON.parse(text));
    } catch {
      throw usageError(
        'STATE_BROKEN',
        `${path} cannot be read. What was seen of the log before is lost with it.`,
      );
    }
  }

  async set(host: string, log: string, remembered: RememberedLog): Promise<void> {
    await writeWhole(this.#path(host, `${log}.json`), `${JSON.stringify(remembered, null, 2)}\n`);
  }

  /** Keeps two checkpoints that no honest log can both have signed. @returns where. */
  async keepEvidence(host: string, log: string, checkpoints: readonly string[], at: Date): Promise<string> {
    const path = this.#path(host, `${log}-evidence-${at.toISOString().replaceAll(/[:.]/g, '')}.txt`);
    await writeWhole(path, checkpoints.join('\n\n'));
    return path;
  }

  #path(host: string, name: string): string {
    return join(this.#directory, encodeURIComponent(host), name);
  }
}
