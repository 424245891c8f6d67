import { expect, test } from '@jest/globals';
import { FundedTariffView } from './pools.schemas.ts';
import { PeriodView, StatementItem, StatementLine } from './royalty.schemas.ts';

test('more plays may be taken back in a period than came to it: counts go below zero', () => {
  for (const { plays } of [
    PeriodView.shape,
    StatementItem.shape,
    StatementLine.shape,
    FundedTariffView.shape,
  ])
    expect(['-231', '0', '40'].map((count) => plays.safeParse(count).success)).toEqual([true, true, true]);
  expect(StatementLine.shape.usageMs.safeParse('-45000').success).toBe(true);
  expect(PeriodView.shape.statements.safeParse('-1').success).toBe(false);
});
