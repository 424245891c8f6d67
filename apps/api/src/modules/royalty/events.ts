import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

/** An operator asked for a period to be closed, or for a close that stopped to go on. */
export const closeRequested = defineEvent('royalty.close-requested', z.strictObject({ period: z.string() }));

/** All statements of a period are made. */
export const periodStated = defineEvent('royalty.period-stated', z.strictObject({ period: z.string() }));
