import { parseCheckpoint, parseVkey, readHead, toBase64 } from '@flipside/transparency';
import type { AuthenticTiles, LogReader } from '@flipside/transparency';
import type { LogMemory } from './remembered.ts';

/** A log as its instance names it. Whoever reads it for the first time trusts the key once, and holds it to that. */
export interface NamedLog {
  readonly origin: string;
  readonly vkey: string;
}

export interface CheckedLog {
  readonly ok: true;
  readonly size: number;
  /** Base 64. */
  readonly root: string;
  /** Names of the witnesses, among those known, that cosigned it. */
  readonly witnesses: readonly string[];
  /** What was seen before and is continued; null at first sight. */
  readonly since: { readonly size: number; readonly at: number } | null;
  /** Hashes of this very tree, each checked up to its root. */
  readonly tiles: AuthenticTiles;
}

export interface FailedLog {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  /** Two checkpoints that no honest log can both have signed. */
  readonly evidence: { readonly remembered: string; readonly served: string } | null;
}

const textOf = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes ?? new Uint8Array(0));

/**
 * Checks a log against what this device saw of it before: its key, its signature, that its tiles lead to its root, and
 * that it has neither shrunk nor been rewritten. What it finds in order it remembers.
 *
 * @param read resources beneath the log's prefix; may throw when the log cannot be reached.
 */
export async function checkLog(
  read: LogReader,
  { origin, vkey }: NamedLog,
  memory: LogMemory,
  now: number,
): Promise<CheckedLog | FailedLog> {
  const fail = (code: string, message: string): FailedLog => ({ ok: false, code, message, evidence: null });
  const key = parseVkey(vkey);
  if (!key.ok) return fail(key.code, `The key of the log ${key.message}.`);
  const remembered = await memory.get(origin);
  if (remembered !== null && remembered.vkey !== vkey)
    return fail('KEY_CHANGED', 'The log is signed with another key than before.');
  const before =
    remembered === null ? null : parseCheckpoint(new TextEncoder().encode(remembered.checkpoint));
  // The checkpoint is asked for once, so that what is remembered is what was checked.
  const served = await read('checkpoint');
  const once: LogReader = (path) => (path === 'checkpoint' ? Promise.resolve(served) : read(path));
  const head = await readHead(once, { origin, logKeys: [key.value] }, before?.ok ? before.value : null);
  if (!head.ok) {
    const evidence =
      'served' in head ? { remembered: remembered?.checkpoint ?? '', served: textOf(served) } : null;
    return { ok: false, code: head.code, message: head.message, evidence };
  }
  const { checkpoint, witnesses, tiles } = head.value;
  await memory.set(origin, { vkey, checkpoint: textOf(served), at: now });
  return {
    ok: true,
    size: checkpoint.size,
    root: toBase64(checkpoint.root),
    witnesses: witnesses.map(({ key: { name } }) => name),
    tiles,
    since: before?.ok && remembered !== null ? { size: before.value.size, at: remembered.at } : null,
  };
}
