import type {
  EconomicsSheet,
  Preview,
  Published,
  RecipeCard,
  RecipeDetail,
  StateChange,
} from '../../../modules/recipes/index.ts';

export function presentEconomics(sheet: EconomicsSheet) {
  return {
    ...sheet,
    perPlayMicros: String(sheet.perPlayMicros),
    masterMicros: String(sheet.masterMicros),
    compositionMicros: String(sheet.compositionMicros),
    remixerMicros: String(sheet.remixerMicros),
    platformMicros: String(sheet.platformMicros),
    lines: sheet.lines.map((line) => ({ ...line, amountMicros: String(line.amountMicros) })),
  };
}

export function presentCard<T extends RecipeCard>({ publishedAt, ...card }: T) {
  return { ...card, publishedAt: publishedAt.toISOString() };
}

export function presentRecipe(detail: RecipeDetail) {
  return { ...presentCard(detail), economics: presentEconomics(detail.economics) };
}

export function presentPublished(published: Published) {
  return { ...published, economics: presentEconomics(published.economics) };
}

export function presentPreview(preview: Preview) {
  return { ...preview, economics: presentEconomics(preview.economics) };
}

export function presentChange({ at, ...change }: StateChange) {
  return { at: at.toISOString(), ...change };
}
