import { equalBytes, fromBase64, parseDecimal, textOf, toBase64, utf8 } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { EMPTY_ROOT, HASH_BYTES } from './hashing.ts';
import type { VerifierKey } from './keys.ts';
import { verifyConsistency } from './proofs.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';
import { verifyCheckpoint } from './signatures.ts';

/** Hashes of a consistency proof at most: a tree of 2^63 leaves has no longer one (tlog-witness, "add-checkpoint"). */
export const MOST_PROOF_HASHES = 63;
const MOST_BYTES = 96 * 1024;

/** What a log asks of a witness: to cosign a checkpoint that continues the one of `oldSize`. */
export interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** The checkpoint as it came, signatures included. */
  readonly checkpoint: Uint8Array;
}

/** The body of `POST <prefix>/add-checkpoint`. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): Uint8Array {
  const text = textOf(checkpoint);
  if (text === null || proof.length > MOST_PROOF_HASHES)
    throw new RangeError('a checkpoint is text, its proof short');
  return utf8(`old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${text}`);
}

/** Reads the body of `POST <prefix>/add-checkpoint`. */
export function parseAddCheckpoint(bytes: Uint8Array): Parsed<AddCheckpoint, 'REQUEST_MALFORMED'> {
  const fault = (message: string) => refused('REQUEST_MALFORMED', message);
  const text = bytes.length > MOST_BYTES ? null : textOf(bytes);
  const blank = text?.indexOf('\n\n') ?? -1;
  if (text === null || blank < 0)
    return fault('is not an old size, proof lines, a blank line and a checkpoint');
  const [first = '', ...lines] = text.slice(0, blank).split('\n');
  const oldSize = first.startsWith('old ') ? parseDecimal(first.slice(4)) : null;
  if (oldSize === null) return fault('does not begin with "old" and a size');
  if (lines.length > MOST_PROOF_HASHES) return fault(`has more than ${MOST_PROOF_HASHES} proof lines`);
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === HASH_BYTES);
  if (proof.length < lines.length) return fault('has a proof line that is no hash');
  return accepted({
    oldSize,
    proof: proof.filter((hash) => hash !== null),
    checkpoint: utf8(text.slice(blank + 2)),
  });
}

/** The tree head that a witness cosigned last for a log; the empty tree when it never did. */
export interface RecordedHead {
  readonly size: number;
  readonly root: Uint8Array;
}

export const NOTHING_RECORDED: RecordedHead = { size: 0, root: EMPTY_ROOT };

/** A log that a witness follows. */
export interface WitnessedLog {
  readonly origin: string;
  readonly keys: readonly VerifierKey[];
  readonly recorded: RecordedHead;
}

/** How a witness answers, with the HTTP status of tlog-witness and, on 200, what it has to keep before it does. */
export type WitnessDecision =
  | { readonly status: 200; readonly checkpoint: SignedCheckpoint; readonly store: RecordedHead }
  | { readonly status: 409; readonly recordedSize: number; readonly message: string }
  | { readonly status: 400 | 403 | 404 | 422; readonly message: string };

/**
 * Decides about a request to cosign. The caller reads `WitnessedLog.recorded` and writes `store` in one transaction,
 * and only then signs and answers: two requests must never both be judged by the same record.
 * @param logOf finds a log by its origin; null for one that the witness does not follow.
 */
export function decideAddCheckpoint(
  request: AddCheckpoint,
  logOf: (origin: string) => WitnessedLog | null,
): WitnessDecision {
  const parsed = parseCheckpoint(request.checkpoint);
  if (!parsed.ok) return { status: 400, message: parsed.message };
  const checkpoint = parsed.value;
  const log = logOf(checkpoint.origin);
  if (log === null) return { status: 404, message: `${checkpoint.origin} is not followed here` };
  const verified = verifyCheckpoint(checkpoint, { origin: log.origin, logKeys: log.keys });
  if (!verified.ok) return { status: 403, message: verified.message };
  const { size, root } = checkpoint;
  const { recorded } = log;
  if (request.oldSize > size) return { status: 400, message: 'the old size is above the new one' };
  if (request.oldSize !== recorded.size)
    return {
      status: 409,
      recordedSize: recorded.size,
      message: `the last size cosigned here is ${recorded.size}`,
    };
  const proves =
    size === 0
      ? equalBytes(root, EMPTY_ROOT) && request.proof.length === 0
      : verifyConsistency(recorded, { size, root }, request.proof);
  if (!proves)
    return { status: 422, message: 'the proof does not lead from the last checkpoint to this one' };
  return { status: 200, checkpoint, store: { size, root } };
}
