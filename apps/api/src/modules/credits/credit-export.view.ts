import type { Credits } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { amendmentsOf, withAmendments } from '../recipes/index.ts';
import type { CreditAmendment, CreditSheet, FrozenCredits, RecipeStateName } from '../recipes/index.ts';

/** All that renderings of credits are made from. */
export interface CreditSource {
  readonly state: RecipeStateName;
  readonly stateReason: string | null;
  readonly publishedAt: Date;
  readonly sheet: CreditSheet;
  /** `null`: published before the whole document was kept. */
  readonly document: Credits | null;
}

const ONE = `SELECT r.state::text, r.state_reason AS "stateReason", r.published_at AS "publishedAt", r.credits,
    r.credit_document AS document, ${amendmentsOf('r')} AS corrections
  FROM recipe r WHERE r.hash = $1`;

@Injectable()
export class CreditExportView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(hash: string): Promise<CreditSource | null> {
    type Row = Omit<CreditSource, 'sheet'> & { credits: FrozenCredits; corrections: CreditAmendment[] };
    const [row] = (await this.database.pool.query<Row>(ONE, [hash])).rows;
    if (row === undefined) return null;
    const { credits, corrections, ...source } = row;
    return { ...source, sheet: withAmendments(credits, corrections) };
  }
}
