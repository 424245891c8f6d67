import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SqlTx } from '../../platform/database/database.ts';

/** In order, so that two batches of the same listeners do not wait for each other in a ring. */
const NAME = `INSERT INTO play_listener (period_id, subject, pseudonym)
  SELECT $1, subject, pseudonym FROM unnest($2::text[], $3::text[]) AS l (subject, pseudonym) ORDER BY subject
  ON CONFLICT (period_id, subject) DO NOTHING`;
const FIND =
  'SELECT subject, pseudonym FROM play_listener WHERE period_id = $1 AND subject = ANY($2::text[])';

/**
 * Names listeners for one period. Names are random: whoever reads the log can add up what one listener played in a
 * period, and can follow nobody into the next one.
 */
@Injectable()
export class ListenerRepository {
  /** One pseudonym for each subject, in their order; `null` where there is no subject. */
  async pseudonymsOf(
    tx: SqlTx,
    periodId: string,
    subjects: readonly (string | null)[],
  ): Promise<(string | null)[]> {
    const distinct = [...new Set(subjects.filter((subject) => subject !== null))];
    if (distinct.length === 0) return subjects.map(() => null);
    const fresh = distinct.map(() => randomUUID());
    await tx.$executeRawUnsafe(NAME, periodId, distinct, fresh);
    // A statement of its own: it sees the names that another batch gave meanwhile.
    const rows = await tx.$queryRawUnsafe<{ subject: string; pseudonym: string }[]>(FIND, periodId, distinct);
    const bySubject = new Map(rows.map(({ subject, pseudonym }) => [subject, pseudonym]));
    return subjects.map((subject) => (subject === null ? null : (bySubject.get(subject) ?? null)));
  }
}
