import { AuthenticTiles, readTile } from './authentic-tiles.ts';
import type { LogReader, TileFault } from './authentic-tiles.ts';
import { decodeBundle } from './bundles.ts';
import { equalBytes } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { CheckpointFault, SignedCheckpoint } from './checkpoint.ts';
import { HASH_BYTES, leafHash } from './hashing.ts';
import type { VerifierKey } from './keys.ts';
import { consistencyPlan, inclusionPlan, rootPlan } from './plan.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';
import { verifyCheckpoint } from './signatures.ts';
import type { CheckpointRefusal, VerifiedCheckpoint } from './signatures.ts';
import { TILE_WIDTH, tileWidth } from './tiles.ts';

/** A log as its readers know it. */
export interface KnownLog {
  readonly origin: string;
  readonly logKeys: readonly VerifierKey[];
  readonly witnessKeys?: readonly VerifierKey[];
}

export type HeadFault = 'CHECKPOINT_MISSING' | CheckpointFault | CheckpointRefusal | TileFault;

/** Two signed checkpoints that no append-only log can both have made: the evidence against it. */
export interface Equivocation {
  readonly ok: false;
  readonly code: 'ROLLED_BACK' | 'FORKED';
  readonly message: string;
  readonly remembered: SignedCheckpoint;
  readonly served: SignedCheckpoint;
}

/** A checkpoint that was checked, and the tiles beneath it. */
export interface LogHead extends VerifiedCheckpoint {
  readonly tiles: AuthenticTiles;
}

/**
 * Reads a log's checkpoint and checks it: its signature, that its tiles lead to its root, and that it continues what
 * was seen before.
 * @param remembered the last checkpoint of this log that was checked here; null at the first sight of it.
 * @returns an `Equivocation` when the log has shrunk or rewritten what it had signed.
 */
export async function readHead(
  read: LogReader,
  log: KnownLog,
  remembered: SignedCheckpoint | null,
): Promise<Parsed<LogHead, HeadFault> | Equivocation> {
  const bytes = await read('checkpoint');
  if (bytes === null) return refused('CHECKPOINT_MISSING', 'the log serves no checkpoint');
  const parsed = parseCheckpoint(bytes);
  if (!parsed.ok) return parsed;
  const verified = verifyCheckpoint(parsed.value, log, log.witnessKeys);
  if (!verified.ok) return verified;
  const served = parsed.value;
  const tiles = new AuthenticTiles(read, served);
  const head = accepted({ ...verified.value, tiles });
  if (remembered === null) return head;
  if (served.size < remembered.size)
    return {
      ...refused('ROLLED_BACK', `the log had ${remembered.size} leaves and now has ${served.size}`),
      remembered,
      served,
    };
  const older = await rootAt(tiles, remembered.size);
  if (!older.ok) return older;
  if (equalBytes(older.value, remembered.root)) return head;
  return {
    ...refused('FORKED', `the first ${remembered.size} leaves are not those that were signed before`),
    remembered,
    served,
  };
}

async function rootAt(tiles: AuthenticTiles, size: number): Promise<Parsed<Uint8Array, TileFault>> {
  if (size === tiles.size && size === 0) return accepted(rootPlan(0).assemble([]));
  const plan = rootPlan(size);
  const hashes = await tiles.hashes(plan.nodes);
  return hashes.ok ? accepted(plan.assemble(hashes.value)) : hashes;
}

/** The inclusion proof of a leaf, made from checked tiles. @throws {RangeError} for an index outside of the tree. */
export async function readInclusion(
  tiles: AuthenticTiles,
  index: number,
): Promise<Parsed<Uint8Array[], TileFault>> {
  const plan = inclusionPlan(index, tiles.size);
  const hashes = await tiles.hashes(plan.nodes);
  return hashes.ok ? accepted(plan.assemble(hashes.value)) : hashes;
}

/** The proof that the log continues an earlier size, made from checked tiles. @throws {RangeError} for a larger size. */
export async function readConsistency(
  tiles: AuthenticTiles,
  from: number,
): Promise<Parsed<Uint8Array[], TileFault>> {
  const plan = consistencyPlan(from, tiles.size);
  const hashes = await tiles.hashes(plan.nodes);
  return hashes.ok ? accepted(plan.assemble(hashes.value)) : hashes;
}

export type EntryFault = TileFault | 'BUNDLE_MISSING' | 'BUNDLE_TRUNCATED' | 'BUNDLE_WIDTH' | 'ENTRY_WRONG';

/** Entries of one bundle that follow each other. */
export interface EntryBatch {
  /** Index of the first of them. */
  readonly index: number;
  readonly entries: readonly Uint8Array[];
}

/**
 * The entries from `from` to the end of the tree, a bundle at a time, each checked up to the root before it is
 * handed on. After a refusal nothing follows.
 */
export async function* readEntries(
  read: LogReader,
  tiles: AuthenticTiles,
  from: number,
): AsyncGenerator<Parsed<EntryBatch, EntryFault>> {
  for (let at = from; at < tiles.size;) {
    const batch = await readBundle(read, tiles, at);
    yield batch;
    if (!batch.ok) return;
    at += batch.value.entries.length;
  }
}

async function readBundle(
  read: LogReader,
  tiles: AuthenticTiles,
  at: number,
): Promise<Parsed<EntryBatch, EntryFault>> {
  const index = Math.floor(at / TILE_WIDTH);
  const width = tileWidth(0, index, tiles.size);
  const hashes = await tiles.tile(0, index);
  if (!hashes.ok) return hashes;
  const bytes = await readTile(read, { level: 'entries', index, width });
  if (bytes === null) return refused('BUNDLE_MISSING', `bundle ${index} of width ${width} is not served`);
  const bundle = decodeUpTo(bytes, width);
  if (!bundle.ok) return bundle;
  const entries = bundle.value;
  const wrong = entries.findIndex(
    (entry, place) =>
      !equalBytes(leafHash(entry), hashes.value.slice(place * HASH_BYTES, (place + 1) * HASH_BYTES)),
  );
  if (wrong >= 0)
    return refused('ENTRY_WRONG', `entry ${index * TILE_WIDTH + wrong} is not the one in the tree`);
  return accepted({ index: at, entries: entries.slice(at % TILE_WIDTH) });
}

/** A bundle of this width, or the full one that has taken its place. */
function decodeUpTo(bytes: Uint8Array, width: number): ReturnType<typeof decodeBundle> {
  const exact = decodeBundle(bytes, width);
  if (exact.ok || exact.code !== 'BUNDLE_WIDTH') return exact;
  const full = decodeBundle(bytes, TILE_WIDTH);
  return full.ok ? accepted(full.value.slice(0, width)) : exact;
}
