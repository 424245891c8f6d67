import { concat, fromBase64, parseDecimal, textOf, toBase64, utf8 } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { CheckpointFault } from './checkpoint.ts';
import { HASH_BYTES, leafHash } from './hashing.ts';
import { meetsQuorum } from './policy.ts';
import type { Policy } from './policy.ts';
import { verifyInclusion } from './proofs.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';
import { verifyCheckpoint } from './signatures.ts';
import type { CheckpointRefusal, VerifiedCheckpoint } from './signatures.ts';
import { MOST_PROOF_HASHES } from './witness.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';
const MOST_BYTES = 128 * 1024;

/** That some data stands in a log, to be checked without asking anybody (tlog-proof). */
export interface TlogProof {
  /** Opaque, and vouched for by nobody; null when there is none. */
  readonly extra: Uint8Array | null;
  readonly index: number;
  /** From the leaf's sibling to the root's child, 32 bytes each. */
  readonly hashes: readonly Uint8Array[];
  /** A signed checkpoint, as the log serves it. */
  readonly checkpoint: Uint8Array;
}

export function formatTlogProof({ extra, index, hashes, checkpoint }: TlogProof): Uint8Array {
  const lines = [
    HEADER,
    ...(extra === null ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
    '',
    '',
  ];
  return concat(utf8(lines.join('\n')), checkpoint);
}

/** Reads a proof. Nothing of it is checked here but its form. */
export function parseTlogProof(bytes: Uint8Array): Parsed<TlogProof, 'PROOF_MALFORMED'> {
  const fault = (message: string) => refused('PROOF_MALFORMED', message);
  const text = bytes.length > MOST_BYTES ? null : textOf(bytes);
  const blank = text?.indexOf('\n\n') ?? -1;
  if (text === null || blank < 0) return fault('is not lines, a blank line and a checkpoint');
  const lines = text.slice(0, blank).split('\n');
  if (lines.shift() !== HEADER) return fault(`does not begin with ${HEADER}`);
  const hasExtra = lines[0]?.startsWith('extra ') ?? false;
  const extra = hasExtra ? fromBase64(lines.shift()?.slice('extra '.length) ?? '') : null;
  if (hasExtra && extra === null) return fault('has extra data that is not Base 64');
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice('index '.length)) : null;
  if (index === null) return fault('names no index');
  const hashes = lines.map(fromBase64).filter((hash) => hash !== null && hash.length === HASH_BYTES);
  if (lines.length > MOST_PROOF_HASHES || hashes.length < lines.length)
    return fault('has a line that is no hash');
  return accepted({
    extra,
    index,
    hashes: hashes.filter((hash) => hash !== null),
    checkpoint: utf8(text.slice(blank + 2)),
  });
}

export type TlogProofRefusal =
  'PROOF_MALFORMED' | CheckpointFault | CheckpointRefusal | 'LOG_UNKNOWN' | 'QUORUM_MISSED' | 'NOT_INCLUDED';

/**
 * Checks a proof from end to end: that a log of the policy signed the checkpoint, that enough of its witnesses cosigned
 * it, and that the leaf stands in that tree.
 * @param leaf the data that was logged.
 */
export function verifyTlogProof(
  bytes: Uint8Array,
  leaf: Uint8Array,
  policy: Policy,
): Parsed<VerifiedCheckpoint & { readonly index: number }, TlogProofRefusal> {
  const proof = parseTlogProof(bytes);
  if (!proof.ok) return proof;
  const { index, hashes } = proof.value;
  const checkpoint = parseCheckpoint(proof.value.checkpoint);
  if (!checkpoint.ok) return checkpoint;
  const { origin, size, root } = checkpoint.value;
  const logKeys = policy.logs.map(({ key }) => key).filter(({ name }) => name === origin);
  if (logKeys.length === 0) return refused('LOG_UNKNOWN', `no log ${origin} is in the policy`);
  const witnessKeys = policy.witnesses.map(({ key }) => key);
  const verified = verifyCheckpoint(checkpoint.value, { origin, logKeys }, witnessKeys);
  if (!verified.ok) return verified;
  const cosigners = verified.value.witnesses.map(({ key }) => key);
  if (!meetsQuorum(policy.quorum, cosigners))
    return refused('QUORUM_MISSED', 'too few of its witnesses have cosigned');
  if (!verifyInclusion(leafHash(leaf), index, size, hashes, root))
    return refused('NOT_INCLUDED', `the leaf is not number ${index} of that tree`);
  return accepted({ ...verified.value, index });
}
