/** What a recipe says about how its stems were made. */
export interface RecipeSeparation {
  readonly model: string;
  readonly sha256?: string | undefined;
  readonly overlap?: number | undefined;
}

/** Hexadecimal digits of a hash that are enough to tell models of one device apart. */
const HASH_DIGITS = 16;

/**
 * The name under which finished stems are kept: the id of the built-in separator, or a model's id with its hash and
 * overlap, since each of them changes the stems.
 */
export function stemSetModel({ model, sha256, overlap }: RecipeSeparation): string {
  if (sha256 === undefined) return model;
  const digits = sha256.slice(0, HASH_DIGITS);
  return `${model}.${digits}${overlap === undefined ? '' : `.${String(Math.round(overlap * 1000))}`}`;
}
