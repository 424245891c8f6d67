import {
  AuthenticTiles,
  fromBase64,
  Frontier,
  leafHash,
  meetsQuorum,
  parseCheckpoint,
  parseVkey,
  readEntries,
  readHead,
  toBase64,
} from '@flipside/transparency';
import type { LogHead, LogReader, Policy, SignedCheckpoint, VerifierKey } from '@flipside/transparency';
import type { Http } from './http.ts';
import type { LogMemory, RememberedLog } from './log-memory.ts';
import type { Progress } from './progress.ts';
import { readLogResource, type LogName } from './log-resource.ts';
import { readAhead } from './read-ahead.ts';

/** Entries between two savings of how far they were read. */
const SAVE_EVERY = 65_536;

/** Which log, and who signs it. */
export interface LogIdentity {
  readonly origin: string;
  readonly vkey: string;
}

export interface LogCheck {
  readonly name: LogName;
  readonly http: Pick<Http, 'host' | 'bytes'>;
  readonly memory: Pick<LogMemory, 'get' | 'set' | 'keepEvidence'>;
  readonly policy: Policy | null;
  readonly progress: Progress;
  readonly now: () => Date;
  /** Whether entries that were read and checked before are read again. */
  readonly isFull: boolean;
  /** Every entry in its order, from the first one on; asks for a full reading. */
  readonly onEntries?: (entries: readonly Uint8Array[], index: number) => void;
}

export interface LogFault {
  readonly code: string;
  readonly message: string;
  /** A file with both checkpoints, when the log has signed what cannot both be true. */
  readonly evidence?: string;
}

export interface LogReport {
  readonly log: LogName;
  readonly origin: string;
  readonly vkey: string;
  readonly ok: boolean;
  readonly fault: LogFault | null;
  readonly size: number | null;
  /** Base 64. */
  readonly root: string | null;
  /** Whether this key was seen for the first time, and is trusted from now on. */
  readonly isFirstSight: boolean;
  /** What was seen before and is continued. */
  readonly since: { readonly size: number; readonly at: string } | null;
  /** Entries that were read and hashed now. */
  readonly entriesRead: number;
  /** Names of the witnesses of the policy who cosigned. */
  readonly witnesses: readonly string[];
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const NOTHING_READ: RememberedLog['entries'] = { size: 0, frontier: [] };

/**
 * Checks one log: its signature, that it continues what was seen before, that its tiles lead to its root, that every
 * entry is the one in the tree, and that enough witnesses have seen it. What is in order is remembered; what is not
 * is named, and nothing of it is remembered but as evidence.
 */
export async function checkLog(check: LogCheck, identity: LogIdentity): Promise<LogReport> {
  return await new LogChecker(check, identity).run();
}

class LogChecker {
  readonly #check: LogCheck;
  readonly #identity: LogIdentity;
  #remembered: RememberedLog | null = null;
  #before: LogReport['since'] = null;
  #head: LogHead | null = null;
  #entriesRead = 0;

  constructor(check: LogCheck, identity: LogIdentity) {
    this.#check = check;
    this.#identity = identity;
  }

  async run(): Promise<LogReport> {
    const { http, name, memory } = this.#check;
    this.#remembered = await memory.get(http.host, name);
    const before = this.#rememberedCheckpoint();
    if (this.#remembered !== null && before !== null)
      this.#before = { size: before.size, at: this.#remembered.at };
    const fault = (await this.#checkHead()) ?? (await this.#checkEntries()) ?? this.#checkQuorum();
    return this.#report(fault);
  }

  #read(path: string): Promise<Uint8Array | null> {
    const { http, name } = this.#check;
    return readLogResource(http, name, path);
  }

  async #checkHead(): Promise<LogFault | null> {
    const { origin, vkey } = this.#identity;
    const key = parseVkey(vkey);
    if (!key.ok) return { code: key.code, message: `The key ${key.message}.` };
    if (this.#remembered !== null && this.#remembered.vkey !== vkey)
      return {
        code: 'KEY_CHANGED',
        message: `The log was signed with ${this.#remembered.vkey}, and now with ${vkey}.`,
      };
    const served = await this.#read('checkpoint');
    const before = this.#rememberedCheckpoint();
    const log = { origin, logKeys: [key.value], witnessKeys: this.#witnessKeys() };
    const once: LogReader = (path) => (path === 'checkpoint' ? Promise.resolve(served) : this.#read(path));
    const head = await readHead(once, log, before);
    if (!head.ok) return await this.#headFault(head, served);
    this.#head = head.value;
    await this.#remember(textOf(served ?? new Uint8Array(0)), this.#remembered?.entries ?? NOTHING_READ);
    return null;
  }

  async #headFault(
    fault: Exclude<Awaited<ReturnType<typeof readHead>>, { ok: true }>,
    served: Uint8Array | null,
  ): Promise<LogFault> {
    const said = { code: fault.code, message: `${fault.message}.` };
    const { http, name, memory, now } = this.#check;
    if (!('remembered' in fault) || served === null || this.#remembered === null) return said;
    const checkpoints = [this.#remembered.checkpoint, textOf(served)];
    return { ...said, evidence: await memory.keepEvidence(http.host, name, checkpoints, now()) };
  }

  /** What this device has checked itself, or nothing when that cannot be read any more. */
  #rememberedCheckpoint(): SignedCheckpoint | null {
    if (this.#remembered === null) return null;
    const parsed = parseCheckpoint(new TextEncoder().encode(this.#remembered.checkpoint));
    return parsed.ok ? parsed.value : null;
  }

  #witnessKeys(): VerifierKey[] {
    return this.#check.policy?.witnesses.map(({ key }) => key) ?? [];
  }

  async #checkEntries(): Promise<LogFault | null> {
    const head = this.#head;
    if (head === null) return null;
    const { name, progress, onEntries } = this.#check;
    const frontier = this.#startingPoint();
    const { size, root } = head.checkpoint;
    const read = readAhead((path) => this.#read(path), frontier.size, size);
    const tiles = new AuthenticTiles(read, head.checkpoint);
    let saved = frontier.size;
    for await (const batch of readEntries(read, tiles, frontier.size)) {
      if (!batch.ok) return { code: batch.code, message: `${batch.message}.` };
      for (const entry of batch.value.entries) frontier.append(leafHash(entry));
      this.#entriesRead += batch.value.entries.length;
      onEntries?.(batch.value.entries, batch.value.index);
      progress.report(`${name} log: entry ${frontier.size} of ${size}`, frontier.size, size);
      if (frontier.size - saved >= SAVE_EVERY) {
        await this.#save(frontier);
        saved = frontier.size;
      }
    }
    if (toBase64(frontier.root) !== toBase64(root))
      return {
        code: 'ROOT_WRONG',
        message: `The entries come to another root than the one signed at ${size}.`,
      };
    await this.#save(frontier);
    return null;
  }

  /** The end of what was read before; the beginning when everything is wanted. */
  #startingPoint(): Frontier {
    const { isFull, onEntries } = this.#check;
    const entries = this.#remembered?.entries ?? NOTHING_READ;
    const hashes = entries.frontier.flatMap((text) => fromBase64(text) ?? []);
    const isUsable = Frontier.nodesAt(entries.size).length === hashes.length;
    if (isFull || onEntries !== undefined || !isUsable) return Frontier.empty();
    return Frontier.restore(entries.size, hashes);
  }

  async #save(frontier: Frontier): Promise<void> {
    // A second full reading has come less far than the first until its end.
    if (this.#remembered === null || this.#remembered.entries.size > frontier.size) return;
    const entries = { size: frontier.size, frontier: frontier.hashes.map(toBase64) };
    await this.#remember(this.#remembered.checkpoint, entries);
  }

  async #remember(checkpoint: string, entries: RememberedLog['entries']): Promise<void> {
    const { http, name, memory, now } = this.#check;
    const { origin, vkey } = this.#identity;
    const record = { origin, vkey, checkpoint, at: now().toISOString(), entries };
    await memory.set(http.host, name, record);
    this.#remembered = { ...record };
  }

  #checkQuorum(): LogFault | null {
    const { policy } = this.#check;
    if (policy === null || this.#head === null) return null;
    if (
      meetsQuorum(
        policy.quorum,
        this.#head.witnesses.map(({ key }) => key),
      )
    )
      return null;
    const names = this.#head.witnesses.map(({ key: { name } }) => name).join(', ') || 'none of its witnesses';
    return { code: 'QUORUM_NOT_MET', message: `The policy asks for more cosignatures: ${names} signed.` };
  }

  #report(fault: LogFault | null): LogReport {
    const { checkpoint, witnesses } = this.#head ?? { checkpoint: null, witnesses: [] };
    return {
      log: this.#check.name,
      ...this.#identity,
      ok: fault === null,
      fault,
      size: checkpoint?.size ?? null,
      root: checkpoint === null ? null : toBase64(checkpoint.root),
      isFirstSight: this.#before === null,
      since: this.#before,
      entriesRead: this.#entriesRead,
      witnesses: witnesses.map(({ key: { name } }) => name),
    };
  }
}
