import { z } from 'zod';
import { InvalidRequestError } from '../../../platform/problem/errors.ts';

const uuid = z.uuid();
const position = z.coerce.number().int().min(0).max(2_147_483_647);

const encode = (text: string): string => Buffer.from(text).toString('base64url');

function decode<T>(cursor: string | undefined, schema: z.ZodType<T>): T | null {
  if (cursor === undefined) return null;
  const parsed = schema.safeParse(Buffer.from(cursor, 'base64url').toString());
  if (parsed.success) return parsed.data;
  throw new InvalidRequestError([{ pointer: '/query/cursor', detail: 'is not a cursor of this list' }]);
}

export const statementCursor = { encode, decode: (cursor: string | undefined) => decode(cursor, uuid) };
export const lineCursor = { encode, decode: (cursor: string | undefined) => decode(cursor, position) };
