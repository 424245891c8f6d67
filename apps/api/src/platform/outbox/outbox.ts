import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { SqlTx } from '../database/database.ts';
import { newId } from '../ids/ids.ts';

const INSERT_MANY = `INSERT INTO outbox_event (id, topic, key, payload)
  SELECT id, $1, key, payload::jsonb FROM unnest($2::uuid[], $3::text[], $4::text[]) AS e (id, key, payload)`;
const INSERT = 'INSERT INTO outbox_event (id, topic, key, payload) VALUES ($1::uuid, $2, $3, $4::jsonb)';

/** A kind of event that a module emits. It is exported from the module's `index.ts`. */
export interface EventDefinition<T> {
  readonly topic: string;
  readonly schema: z.ZodType<T>;
}

/**
 * Names an event and the schema of its payload, which must be plain JSON.
 *
 * @example `export const recipePublished = defineEvent('recipe.published', z.strictObject({ hash: z.string() }));`
 */
export function defineEvent<T>(topic: string, schema: z.ZodType<T>): EventDefinition<T> {
  return { topic, schema };
}

/** Writes events into the transaction that causes them, so that neither exists without the other. */
@Injectable()
export class Outbox {
  /**
   * @param event.key what the event is about (a recipe hash, a party id), for people who read the table.
   * @returns the event's id.
   */
  async append<T>(
    tx: SqlTx,
    definition: EventDefinition<T>,
    event: { key: string; payload: T },
  ): Promise<string> {
    const id = newId();
    const payload = JSON.stringify(definition.schema.parse(event.payload));
    await tx.$executeRawUnsafe(INSERT, id, definition.topic, event.key, payload);
    return id;
  }

  /** The same for many events of one kind, in one statement. */
  async appendMany<T>(
    tx: SqlTx,
    { topic, schema }: EventDefinition<T>,
    events: readonly { key: string; payload: T }[],
  ): Promise<void> {
    const ids = events.map(() => newId());
    const keys = events.map(({ key }) => key);
    const payloads = events.map(({ payload }) => JSON.stringify(schema.parse(payload)));
    await tx.$executeRawUnsafe(INSERT_MANY, topic, ids, keys, payloads);
  }
}
