import { z } from 'zod';
import { DEFAULT_OVERLAP, SEGMENT_FRAMES } from '../neural/contract.ts';
import type { NeuralModel } from '../registry.ts';

const MOST_MODELS = 20;

const download = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  bytes: z.int().positive(),
  member: z.string().min(1).nullable().default(null),
});

const addedModel = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/),
  name: z.string().min(1).max(80),
  contract: z.literal('stft-out'),
  download,
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  weightsLicence: z.string().min(1).max(500),
  stems: z
    .array(z.enum(['drums', 'bass', 'other', 'vocals', 'guitar', 'piano']))
    .min(2)
    .max(6)
    .refine((stems) => stems.includes('other') && new Set(stems).size === stems.length, {
      error: 'must name each stem once, and "other" among them',
    })
    .default(['drums', 'bass', 'other', 'vocals']),
  segment: z.literal(SEGMENT_FRAMES).default(SEGMENT_FRAMES),
  overlap: z.number().min(0).max(0.95).default(DEFAULT_OVERLAP),
});

const addedModels = z.strictObject({ models: z.array(addedModel).max(MOST_MODELS) });

/**
 * The list of models that whoever runs an instance, or a command line, adds to the engine's: `{ "models": [...] }`.
 *
 * @throws RangeError that names the member and what is wrong with it
 */
export function parseAddedModels(json: unknown): readonly NeuralModel[] {
  const parsed = addedModels.safeParse(json);
  if (parsed.success) return parsed.data.models;
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join('/') ?? '';
  throw new RangeError(
    `The list of separation models is wrong at /${where}: ${issue?.message ?? 'unreadable'}`,
  );
}
