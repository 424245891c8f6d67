import { z } from 'zod';
import { checkShownPlay, drawRank, isSignedSampleRequest, playEntry } from '../engine/verify/index.ts';
import { usageError } from './exit-codes.ts';

const asked = z.union([
  z.object({ draw: z.int().min(1).max(50), seed: z.string() }),
  z.object({ named: z.array(z.string()) }),
]);
const request = z.strictObject({
  v: z.literal(1),
  id: z.string(),
  home: z.string(),
  statement: z.string(),
  recipe: z.string(),
  territory: z.string().nullable(),
  plays: asked,
  reason: z.string(),
  at: z.string(),
  key: z.string(),
  sig: z.string(),
});
const receipt = z.looseObject({
  home: z.string(),
  recipe: z.string(),
  start: z.string(),
  heardMs: z.number(),
  device: z.string(),
  sig: z.string(),
});
const sample = z.object({
  period: z.string(),
  request: z.string(),
  items: z
    .array(
      z.object({
        position: z.int(),
        entry: z.record(z.string(), z.union([z.string(), z.number()])),
        receipt: receipt.nullable(),
        salt: z.string().nullable(),
        isTakenBack: z.boolean(),
      }),
    )
    .max(100),
});

export type Sample = z.infer<typeof sample> & { readonly asked: z.infer<typeof request> };

export interface SampleFault {
  readonly code: string;
  /** The commitment of the play that is meant; `null`: the sample as a whole. */
  readonly play: string | null;
  readonly message: string;
}

const WORDS = {
  NOT_COMMITTED: 'salt and receipt give another hash than the leaf commits to',
  SIGNATURE_WRONG: 'the device that is named has not signed this receipt',
  LEAF_DIFFERS: 'the receipt tells of another flip or hour than the leaf',
  HOME_DIFFERS: 'the receipt was made for another instance',
} as const;

/** Reads a sample as it was answered or saved. */
export function readSample(text: string, name: string): Sample {
  try {
    const value = sample.parse(JSON.parse(text));
    return { ...value, asked: request.parse(JSON.parse(value.request)) };
  } catch {
    throw usageError('SAMPLE_MALFORMED', `${name} is no sample of plays.`);
  }
}

interface Drawn {
  readonly rank: string;
  readonly c: string;
}

/** Holds a sample against the log of plays, whose entries it is given one after the other. */
export class SampleCheck {
  readonly faults: SampleFault[] = [];
  /** Plays whose receipts were erased: only their leaves were looked at. */
  readonly erased: string[] = [];
  readonly #sample: Sample;
  readonly #missing: Map<string, string>;
  #drawn: Drawn[] = [];
  /** Plays of the log that the sample was asked from. */
  candidates = 0;

  constructor(one: Sample) {
    this.#sample = one;
    this.#missing = new Map(one.items.map((item) => [playEntry(item), String(item.entry['c'])]));
  }

  /** Every entry of the log of plays, in its order. */
  readonly addPlays = (entries: readonly Uint8Array[]): void => {
    const decoder = new TextDecoder();
    for (const bytes of entries) {
      const text = decoder.decode(bytes);
      this.#missing.delete(text);
      const entry = JSON.parse(text) as Record<string, unknown>;
      if (this.#isCandidate(entry)) this.#consider(String(entry['c']));
    }
  };

  /** After the last entry. @param home the instance's address. */
  finish(home: string): void {
    const { asked: by, items } = this.#sample;
    if (!isSignedSampleRequest(by))
      this.#say('REQUEST_UNSIGNED', null, 'the request is not signed by its key');
    if (by.home !== home) this.#say('HOME_DIFFERS', null, `it was asked of ${by.home}`);
    for (const item of items) {
      const c = String(item.entry['c']);
      const checked = checkShownPlay(item, by.home);
      if (checked.kind === 'erased') this.erased.push(c);
      if (checked.kind === 'false') this.#say(checked.fault, c, WORDS[checked.fault]);
      if (!this.#isCandidate(item.entry))
        this.#say('NOT_ASKED', c, 'it is no play of the flip, territory and period that were asked about');
    }
    for (const c of this.#missing.values()) this.#say('NOT_LOGGED', c, 'the log of plays has no such leaf');
    this.#checkChoice(by.plays);
  }

  #checkChoice(plays: Sample['asked']['plays']): void {
    const shown = this.#sample.items.map(({ entry }) => String(entry['c']));
    const due = 'draw' in plays ? this.#drawn.map(({ c }) => c) : plays.named;
    if (due.length === shown.length && due.every((c, index) => c === shown[index])) return;
    const missing = due.find((c) => !shown.includes(c)) ?? null;
    this.#say(
      'draw' in plays ? 'DRAW_DIFFERS' : 'PLAY_MISSING',
      missing,
      'draw' in plays ? 'the seed draws other plays than were shown' : 'other plays were shown than named',
    );
  }

  #isCandidate({ t, recipe, period, territory }: Readonly<Record<string, unknown>>): boolean {
    const { asked: by } = this.#sample;
    if (t !== 'play' || recipe !== by.recipe || period !== this.#sample.period) return false;
    return by.territory === null || by.territory === territory;
  }

  /** Keeps as many as are drawn, the least first. */
  #consider(c: string): void {
    this.candidates += 1;
    const { plays } = this.#sample.asked;
    if (!('draw' in plays)) return;
    const drawn = { rank: drawRank(plays.seed, c), c };
    const last = this.#drawn.at(-1);
    if (this.#drawn.length >= plays.draw && last !== undefined && last.rank < drawn.rank) return;
    this.#drawn = [...this.#drawn, drawn].sort((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, plays.draw);
  }

  #say(code: string, play: string | null, message: string): void {
    this.faults.push({ code, play, message });
  }
}
