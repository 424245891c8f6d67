import { canonicalise } from '@flipside/recipe';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** A line as the frozen statement writes it: every number is its decimal digits. */
export interface StatedLine {
  readonly recipe: string;
  readonly isrc: string | null;
  readonly subjectId: string | null;
  readonly side: string;
  readonly territory: string;
  readonly originalPeriod: string | null;
  readonly plays: string;
  readonly usageMs: string;
  readonly usagePpm: string;
  readonly sharePpm: string;
  readonly amountMicros: string;
  readonly tariff: string;
}

export interface FoundLine {
  /** Whether this very line stands in the document, to the last character. */
  readonly found: boolean;
  /** SHA-256 of the document, in hex. */
  readonly sha256: string;
}

/**
 * Looks for a line in a frozen statement while it is read, and hashes what is read: memory does not grow with the
 * document.
 */
export async function findStatedLine(
  document: AsyncIterable<Uint8Array>,
  line: StatedLine,
): Promise<FoundLine> {
  const wanted = canonicalise({ ...line });
  const hash = sha256.create();
  const decoder = new TextDecoder();
  let found = false;
  let seen = '';
  for await (const chunk of document) {
    hash.update(chunk);
    if (found) continue;
    seen += decoder.decode(chunk, { stream: true });
    found = seen.includes(wanted);
    // A line may begin in one chunk and end in the next.
    seen = seen.slice(Math.max(0, seen.length - wanted.length));
  }
  return { found, sha256: bytesToHex(hash.digest()) };
}
