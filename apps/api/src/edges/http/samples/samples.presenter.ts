import { toPage } from '../../../modules/catalogue/index.ts';
import type { PlaySample, SampleSummary } from '../../../modules/samples/index.ts';
import { presentPage } from '../common/cursor.ts';

const presentSummary = (sample: SampleSummary) => ({
  id: sample.id,
  statement: sample.statementId,
  period: sample.periodId,
  recipe: { hash: sample.recipeHash, title: sample.title, credits: sample.credits },
  reason: sample.reason,
  plays: sample.plays,
  user: { handle: sample.handle, displayName: sample.displayName },
  createdAt: sample.createdAt.toISOString(),
});

export const presentSample = (sample: PlaySample) => ({
  ...presentSummary(sample),
  request: sample.request,
  items: sample.items,
});

export const presentSamples = (rows: readonly SampleSummary[], limit: number) =>
  presentPage(
    toPage(rows, limit, ({ id }) => ({ key: 'id', id })),
    presentSummary,
  );
