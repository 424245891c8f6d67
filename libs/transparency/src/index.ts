export { AuthenticTiles } from './authentic-tiles.ts';
export type { LogReader, TileFault } from './authentic-tiles.ts';
export { decodeBundle, encodeBundle, MOST_ENTRY_BYTES } from './bundles.ts';
export { fromBase64, toBase64 } from './bytes.ts';
export { checkpointText, formatCheckpoint, parseCheckpoint, parseCheckpointText } from './checkpoint.ts';
export type { Checkpoint, CheckpointFault, SignedCheckpoint } from './checkpoint.ts';
export { Frontier } from './frontier.ts';
export type { CompletedNode } from './frontier.ts';
export { EMPTY_ROOT, HASH_BYTES, leafHash, nodeHash } from './hashing.ts';
export { formatVkey, KEY_TYPES, keyId, parseVkey, signerKey, verifierKey } from './keys.ts';
export type { KeyType, SignerKey, VerifierKey, VkeyFault } from './keys.ts';
export { readConsistency, readEntries, readHead, readInclusion } from './log-reader.ts';
export type { EntryBatch, EntryFault, Equivocation, HeadFault, KnownLog, LogHead } from './log-reader.ts';
export { formatNote, formatSignature, parseNote, parseSignature } from './note.ts';
export type { Note, NoteFault, NoteSignature } from './note.ts';
export { consistencyPlan, inclusionPlan, rootPlan } from './plan.ts';
export type { Plan } from './plan.ts';
export { meetsQuorum, parsePolicy } from './policy.ts';
export type { Policy, PolicyKey, QuorumRule } from './policy.ts';
export { rootFromInclusion, verifyConsistency, verifyInclusion } from './proofs.ts';
export type { TreeNode } from './ranges.ts';
export type { Parsed, Refusal } from './result.ts';
export { cosign, cosignatureMessage, signText, verifyCheckpoint, verifyNote } from './signatures.ts';
export type { CheckpointRefusal, VerifiedCheckpoint, VerifiedSignature } from './signatures.ts';
export {
  hashInTile,
  newTiles,
  parseTilePath,
  partialWidth,
  TILE_WIDTH,
  tileOfNode,
  tilePath,
  tileWidth,
} from './tiles.ts';
export type { Tile } from './tiles.ts';
export { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.ts';
export type { TlogProof, TlogProofRefusal } from './tlog-proof.ts';
export {
  decideAddCheckpoint,
  formatAddCheckpoint,
  MOST_PROOF_HASHES,
  NOTHING_RECORDED,
  parseAddCheckpoint,
} from './witness.ts';
export type { AddCheckpoint, RecordedHead, WitnessDecision, WitnessedLog } from './witness.ts';
