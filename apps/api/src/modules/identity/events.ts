import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

/** A user is called otherwise, by handle or by name. */
export const userRenamed = defineEvent('identity.user-renamed', z.strictObject({ userId: z.uuid() }));

/** A user deleted the account. Whatever other modules keep that is personal must go. */
export const userDeleted = defineEvent('identity.user-deleted', z.strictObject({ userId: z.uuid() }));
