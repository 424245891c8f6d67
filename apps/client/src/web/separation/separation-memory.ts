import { z } from 'zod';
import { STEMS } from '@flipside/recipe';
import type { NeuralModel } from '../../engine/separation/registry.ts';
import type { SeparationPreference } from '../../engine/separation/separation-choice.ts';

const KEY = 'flipside-separation';

const keptModel = z.object({
  id: z.string(),
  name: z.string(),
  contract: z.literal('stft-out'),
  download: z.object({ url: z.string(), bytes: z.number(), member: z.string().nullable() }).nullable(),
  bytes: z.number(),
  sha256: z.string(),
  weightsLicence: z.string(),
  stems: z.array(z.enum(STEMS)),
  segment: z.number(),
  overlap: z.number(),
}) satisfies z.ZodType<NeuralModel>;

const memory = z.object({
  preference: z.string(),
  /** Hashes of the models whose licence was agreed to. */
  accepted: z.array(z.string()),
  /** Models that the engine does not list: own files, and those that an instance added. */
  models: z.array(keptModel),
  /** By hash: what ran it last, and seconds of work per second of sound. */
  speeds: z.record(z.string(), z.object({ backend: z.string(), realTimeFactor: z.number() })),
});

/** What this device remembers about separation from one visit to the next. */
export interface SeparationMemory {
  readonly preference: SeparationPreference;
  readonly accepted: readonly string[];
  readonly models: readonly NeuralModel[];
  readonly speeds: Readonly<Record<string, { readonly backend: string; readonly realTimeFactor: number }>>;
}

const NOTHING: SeparationMemory = { preference: 'as-made', accepted: [], models: [], speeds: {} };

/** What is remembered; nothing where the browser keeps nothing, or keeps what an older version wrote. */
export function recall(): SeparationMemory {
  try {
    const read = memory.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return read.success ? read.data : NOTHING;
  } catch {
    // Storage is closed to some embedded pages; nothing was remembered there.
    return NOTHING;
  }
}

export function remember(change: Partial<SeparationMemory>): SeparationMemory {
  const next = { ...recall(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch (error) {
    // The choice holds until this page is left.
    reportError(error);
  }
  return next;
}
