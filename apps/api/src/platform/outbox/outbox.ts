import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { SqlTx, Tx } from '../database/database.ts';
import type { Prisma } from '../database/generated/client.ts';
import { newId } from '../ids/ids.ts';

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
    tx: Tx,
    definition: EventDefinition<T>,
    events: readonly { key: string; payload: T }[],
  ): Promise<void> {
    const { topic, schema } = definition;
    await tx.outboxEvent.createMany({
      data: events.map(({ key, payload }) => ({
        id: newId(),
        topic,
        key,
        payload: schema.parse(payload) as Prisma.InputJsonValue,
      })),
    });
  }
}
