import { z } from 'zod';

const recipe = z.string().regex(/^sha256-[0-9a-f]{64}$/);
/** SHA-256 in base64. */
const commitment = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const territory = z.string().regex(/^[A-Z]{2}$/);
const period = z.string().regex(/^\d{4}-\d{2}$/);
const tariff = z.int().min(1);

/** Members that are not known here are passed over. */
const play = z.object({
  ...{ t: z.literal('play'), c: commitment, recipe, territory, period, tariff },
  ...{ hour: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}Z$/), late: period.optional() },
  /** Under a tariff that is shared out by listener, a pseudonym of this period. */
  listener: z.string().min(1).max(200).optional(),
});
const voided = z.object({
  t: z.literal('void'),
  c: commitment,
  recipe,
  territory,
  period,
  tariff,
  of: period,
});

export type ReportedPlay = z.infer<typeof play>;
export type ReportedVoid = z.infer<typeof voided>;
export type PlaysLeaf = ReportedPlay | ReportedVoid;

/** A verified leaf of a plays log that cannot be understood. Nothing after it may count. */
export class PlaysLeafRefusedError extends Error {
  constructor(index: number, message: string) {
    super(`Leaf ${index} ${message}.`);
    this.name = 'PlaysLeafRefusedError';
  }
}

/**
 * Reads an entry of a peer's plays log.
 *
 * @returns null for a leaf of another kind.
 * @throws {PlaysLeafRefusedError}
 */
export function readPlaysLeaf(index: number, entry: Uint8Array): PlaysLeaf | null {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(entry).toString('utf8'));
  } catch {
    throw new PlaysLeafRefusedError(index, 'is no leaf in JSON');
  }
  const named = z.looseObject({ t: z.string() }).safeParse(value);
  if (!named.success) throw new PlaysLeafRefusedError(index, 'is no leaf in JSON');
  const { t } = named.data;
  if (t !== 'play' && t !== 'void') return null;
  const parsed = (t === 'play' ? play : voided).safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PlaysLeafRefusedError(
    index,
    `a ${t} leaf: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  );
}
