import { fromBase64, parseDecimal, toBase64 } from './bytes.ts';
import { HASH_BYTES } from './hashing.ts';
import { formatNote, parseNote } from './note.ts';
import type { Note, NoteFault, NoteSignature } from './note.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';

/** A log's tree head at one size (tlog-checkpoint, "Note text"). */
export interface Checkpoint {
  /** Which log: its address without scheme. */
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Opaque further lines; mostly none. */
  readonly extensions: readonly string[];
}

/** A checkpoint as it travels: with the exact text that was signed. Nothing of it is trusted yet. */
export interface SignedCheckpoint extends Checkpoint {
  readonly note: Note;
}

export type CheckpointFault = NoteFault | 'CHECKPOINT_MALFORMED';

/** The text that is signed, with its final newline. @throws {RangeError} for a root that is not 32 bytes, or broken lines. */
export function checkpointText({ origin, size, root, extensions }: Checkpoint): string {
  if (root.length !== HASH_BYTES) throw new RangeError(`a root has ${HASH_BYTES} bytes`);
  const lines = [origin, String(size), toBase64(root), ...extensions];
  if (parseDecimal(String(size)) === null || lines.some((line) => line === '' || line.includes('\n')))
    throw new RangeError('a checkpoint is non-empty lines and a whole size');
  return `${lines.join('\n')}\n`;
}

/** Reads the text of a checkpoint. */
export function parseCheckpointText(text: string): Parsed<Checkpoint, 'CHECKPOINT_MALFORMED'> {
  const fault = (message: string) => refused('CHECKPOINT_MALFORMED', message);
  if (!text.endsWith('\n')) return fault('does not end in a newline');
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n');
  const size = parseDecimal(sizeText);
  const root = fromBase64(rootText);
  if (origin === '' || extensions.includes('')) return fault('has an empty line');
  if (size === null) return fault('has no tree size, or one with leading zeros');
  if (root?.length !== HASH_BYTES) return fault('has no root of 32 bytes');
  return accepted({ origin, size, root, extensions });
}

export function formatCheckpoint(checkpoint: Checkpoint, signatures: readonly NoteSignature[]): Uint8Array {
  return formatNote({ text: checkpointText(checkpoint), signatures });
}

/** Reads a signed checkpoint. Its signatures are not checked here: see `verifyCheckpoint`. */
export function parseCheckpoint(bytes: Uint8Array): Parsed<SignedCheckpoint, CheckpointFault> {
  const note = parseNote(bytes);
  if (!note.ok) return note;
  const checkpoint = parseCheckpointText(note.value.text);
  return checkpoint.ok ? accepted({ ...checkpoint.value, note: note.value }) : checkpoint;
}
