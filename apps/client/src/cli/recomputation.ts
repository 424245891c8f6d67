import {
  differences,
  parseConsentLeaf,
  parsePlayLeaf,
  PlayTally,
  StatementReplay,
  statementView,
} from '@flipside/royalty';
import type { ConsentLeaf, Difference, ReplayFault, Restated, StatementView } from '@flipside/royalty';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalise } from '@flipside/recipe';

/** Which statement is looked for: by its id, or by whose and which it is when only a file is at hand. */
export interface Sought {
  readonly id: string | null;
  readonly stated: StatementView;
}

export interface RecomputationFault {
  readonly code: string;
  readonly message: string;
}

export interface Recomputed {
  readonly id: string;
  readonly sha256: string;
  readonly expected: StatementView | null;
  readonly differences: readonly Difference[];
  readonly faults: readonly RecomputationFault[];
}

/** Differences that are told; there may be one for each of a hundred thousand lines. */
const MOST_DIFFERENCES = 50;
const decoder = new TextDecoder('utf-8', { fatal: true });
const NO_TEXT = { ok: false, code: 'LEAF_MALFORMED', message: 'an entry that is no UTF-8' } as const;

function textOf(entry: Uint8Array): string | null {
  try {
    return decoder.decode(entry);
  } catch {
    // Told as a fault of the leaf.
    return null;
  }
}

/** SHA-256 of a statement's canonical text, in hex. */
export const statementHash = (document: unknown): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalise(document))));

/** Comes to a statement from the entries of the two logs, and holds the stated one against it. */
export class Recomputation {
  readonly #sought: Sought;
  readonly #tally = new PlayTally();
  readonly #replay = new StatementReplay(this.#tally);
  readonly #faults: RecomputationFault[] = [];
  #result: Recomputed | null = null;

  constructor(sought: Sought) {
    this.#sought = sought;
  }

  /** Every entry of the plays log, before those of the consent log. */
  readonly addPlays = (entries: readonly Uint8Array[], index: number): void => {
    for (const [offset, entry] of entries.entries()) {
      const leaf = this.#read(parsePlayLeaf, entry, `plays ${index + offset}`);
      if (leaf !== null) this.#tally.read(leaf);
    }
  };

  /** Every entry of the consent log, in its order. */
  readonly addConsent = (entries: readonly Uint8Array[], index: number): void => {
    for (const [offset, entry] of entries.entries()) {
      const leaf = this.#read(parseConsentLeaf, entry, `consent ${index + offset}`);
      if (leaf !== null) this.#apply(leaf, `consent ${index + offset}`);
    }
  };

  /** @returns `null` when the log names no such statement. */
  get result(): Recomputed | null {
    return this.#result;
  }

  /** What the log says of the sources of a recipe. */
  sourcesOf(recipe: string): ReturnType<StatementReplay['rights']['sourcesOf']> {
    return this.#replay.rights.sourcesOf(recipe);
  }

  /** Leaves of the right form may say what cannot be, such as a tariff of no currency: a log is to blame, not its reader. */
  #apply(leaf: ConsentLeaf, name: string): void {
    try {
      const restated = this.#replay.apply(leaf);
      if (restated !== null) this.#look(restated);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#faults.push({ code: 'LEAF_IMPOSSIBLE', message: `Leaf ${name}: ${error.message}.` });
    }
  }

  #read<T>(
    parse: (text: string) => { ok: true; value: T } | { ok: false; code: string; message: string },
    entry: Uint8Array,
    name: string,
  ): T | null {
    const text = textOf(entry);
    const parsed = text === null ? NO_TEXT : parse(text);
    if (parsed.ok) return parsed.value;
    this.#faults.push({ code: parsed.code, message: `Leaf ${name}: ${parsed.message}.` });
    return null;
  }

  #look(restated: Restated): void {
    const { stated, id } = this.#sought;
    const { leaf } = restated;
    if (leaf.party !== stated.party.id || leaf.currency !== stated.currency) return;
    const isSought = id === null ? leaf.period === stated.period.id : leaf.id === id;
    if (isSought) this.#result = this.#compare(restated);
  }

  #compare({ leaf, statement }: Restated): Recomputed {
    const { stated } = this.#sought;
    const built = statement(stated);
    const expected = built.ok ? statementView(built.value) : null;
    const faults = [...this.#faults, ...told(this.#replay.faults, leaf.period)];
    if (!built.ok) faults.push({ code: built.code, message: built.message });
    const hash = statementHash(stated);
    if (hash !== leaf.sha256)
      faults.push({
        code: 'HASH_DIFFERS',
        message: `The document has the hash ${hash}, the log says ${leaf.sha256}.`,
      });
    if (stated.closingMicros !== String(leaf.closingMicros))
      faults.push({
        code: 'CLOSING_DIFFERS',
        message: `The document closes with ${stated.closingMicros}, the log says ${leaf.closingMicros}.`,
      });
    const found: Difference[] = [];
    if (expected !== null)
      for (const difference of differences(expected, stated)) {
        found.push(difference);
        if (found.length === MOST_DIFFERENCES) break;
      }
    return { id: leaf.id, sha256: leaf.sha256, expected, differences: found, faults };
  }
}

const told = (faults: readonly ReplayFault[], period: string): RecomputationFault[] =>
  faults
    .filter((fault) => fault.period <= period)
    .map((fault) => ({ code: fault.code, message: `${fault.period}: ${fault.message}.` }));
