import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../../platform/keys/instance-secret.ts';
import { isKind } from './notification.types.ts';
import type { NotificationKind } from './notification.types.ts';

const PURPOSE = 'notification-unsubscribe';
const UUID = /^[0-9a-f-]{36}$/;

const sign = (secret: string, text: string): Buffer =>
  createHmac('sha256', deriveKey(secret, PURPOSE)).update(text).digest();

export interface Unsubscription {
  readonly userId: string;
  readonly kind: NotificationKind;
}

/** Lets whoever holds a mail turn its kind off, without signing in, and nothing else. */
export function unsubscribeToken(secret: string, { userId, kind }: Unsubscription): string {
  const text = `${userId}.${kind}`;
  return `${text}.${sign(secret, text).toString('base64url')}`;
}

/** @returns `null` for what this instance did not write. */
export function readUnsubscribeToken(secret: string, token: string): Unsubscription | null {
  const [userId = '', kind = '', signature = ''] = token.split('.');
  const expected = sign(secret, `${userId}.${kind}`);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return UUID.test(userId) && isKind(kind) ? { userId, kind } : null;
}
