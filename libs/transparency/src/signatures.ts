import { concat, readUint64, uint64, utf8 } from './bytes.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { isKeyOf, KEY_TYPES, signBytes, verifyBytes } from './keys.ts';
import type { SignerKey, VerifierKey } from './keys.ts';
import type { Note, NoteSignature } from './note.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';

const TIMESTAMP_BYTES = 8;

/** What a cosignature/v1 signs: two lines and the whole checkpoint text (tlog-cosignature, "Ed25519 signed message"). */
export function cosignatureMessage(text: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/** A log's signature over a text that ends in a newline (signed-note, "Ed25519 signatures"). */
export function signText(text: string, key: SignerKey): NoteSignature {
  if (key.type !== KEY_TYPES.ed25519) throw new RangeError('a text is signed with a key of type 0x01');
  return { name: key.name, keyId: key.id, signature: signBytes(utf8(text), key) };
}

/**
 * A witness's cosignature over a checkpoint's text.
 * @param time seconds since 1970.
 */
export function cosign(text: string, time: number, key: SignerKey): NoteSignature {
  if (key.type !== KEY_TYPES.cosignature)
    throw new RangeError('a cosignature is made with a key of type 0x04');
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError('a time is whole seconds since 1970');
  const signature = signBytes(cosignatureMessage(text, time), key);
  return { name: key.name, keyId: key.id, signature: concat(uint64(time), signature) };
}

/** A signature that was checked; a cosignature says when its witness saw the checkpoint, in seconds since 1970. */
export interface VerifiedSignature {
  readonly key: VerifierKey;
  readonly time: number | null;
}

function verifyOne(text: string, { signature }: NoteSignature, key: VerifierKey): VerifiedSignature | null {
  if (key.type === KEY_TYPES.ed25519)
    return verifyBytes(signature, utf8(text), key) ? { key, time: null } : null;
  if (signature.length <= TIMESTAMP_BYTES) return null;
  const time = readUint64(signature, 0);
  if (time === null) return null;
  const message = cosignatureMessage(text, time);
  return verifyBytes(signature.slice(TIMESTAMP_BYTES), message, key) ? { key, time } : null;
}

/**
 * Checks every signature of a note that one of the keys made; those of unknown keys are ignored. A known key's
 * signature that fails makes the whole note suspect (signed-note, "Signatures").
 */
export function verifyNote(
  { text, signatures }: Note,
  keys: readonly VerifierKey[],
): Parsed<VerifiedSignature[], 'SIGNATURE_INVALID' | 'SIGNATURE_MISSING'> {
  const verified: VerifiedSignature[] = [];
  for (const line of signatures) {
    const key = keys.find((known) => isKeyOf(known, line.name, line.keyId));
    if (key === undefined) continue;
    const one = verifyOne(text, line, key);
    if (one === null)
      return refused('SIGNATURE_INVALID', `the signature of ${key.name} does not belong to this text`);
    if (!verified.some(({ key: known }) => known === key)) verified.push(one);
  }
  return verified.length > 0 ? accepted(verified) : refused('SIGNATURE_MISSING', 'no known key has signed');
}

/** A checkpoint whose log signature was checked, with the cosignatures of known witnesses. */
export interface VerifiedCheckpoint {
  readonly checkpoint: SignedCheckpoint;
  readonly log: VerifiedSignature;
  readonly witnesses: readonly VerifiedSignature[];
}

export type CheckpointRefusal = 'ORIGIN_UNEXPECTED' | 'SIGNATURE_INVALID' | 'SIGNATURE_MISSING';

/**
 * Checks that a checkpoint is of this log and signed by it, and which of the witnesses cosigned it.
 * @param expected the log's origin and keys; several while a key is being replaced.
 */
export function verifyCheckpoint(
  checkpoint: SignedCheckpoint,
  expected: { readonly origin: string; readonly logKeys: readonly VerifierKey[] },
  witnessKeys: readonly VerifierKey[] = [],
): Parsed<VerifiedCheckpoint, CheckpointRefusal> {
  if (checkpoint.origin !== expected.origin)
    return refused('ORIGIN_UNEXPECTED', `is of ${checkpoint.origin}, not of ${expected.origin}`);
  const logKeys = expected.logKeys.filter(({ type }) => type === KEY_TYPES.ed25519);
  const cosigners = witnessKeys.filter(({ type }) => type === KEY_TYPES.cosignature);
  const verified = verifyNote(checkpoint.note, [...logKeys, ...cosigners]);
  if (!verified.ok) return verified;
  const log = verified.value.find(({ key }) => logKeys.includes(key));
  if (log === undefined) return refused('SIGNATURE_MISSING', 'its log has not signed it');
  return accepted({
    checkpoint,
    log,
    witnesses: verified.value.filter(({ key }) => cosigners.includes(key)),
  });
}
