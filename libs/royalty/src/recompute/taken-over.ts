import { micros } from '../quantity.ts';
import type { Movement, Statement, StatementView } from '../statement.types.ts';

const MOVEMENTS = ['adjustments', 'recoupment', 'withholding', 'paid'] as const;

/** What of a stated document no log says: whose it is, by name, and what moved the balance beside plays and disputes. */
export type TakenOver = Pick<StatementView, (typeof MOVEMENTS)[number] | 'party'>;

/** A recomputed statement with the movements of the stated one, and the closing balance that they lead to. */
export function withTakenOver(statement: Statement, stated: TakenOver): Statement {
  let closing: bigint = statement.closingMicros;
  const lists: { -readonly [Name in (typeof MOVEMENTS)[number]]?: Movement[] } = {};
  for (const name of MOVEMENTS) {
    lists[name] = stated[name].map(({ reference, amountMicros }) => ({
      reference,
      amountMicros: micros(BigInt(amountMicros)),
    }));
    for (const { amountMicros } of lists[name]) closing += amountMicros;
  }
  return { ...statement, ...lists, closingMicros: micros(closing) };
}
