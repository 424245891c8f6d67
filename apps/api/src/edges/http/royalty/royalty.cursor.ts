import { z } from 'zod';
import { InvalidRequestError } from '../../../platform/problem/errors.ts';

const uuid = z.uuid();
const position = z.coerce.number().int().min(0).max(2_147_483_647);

const encode = (text: string): string => Buffer.from(text).toString('base64url');

function decode<T>(cursor: string | undefined, schema: z.ZodType<T>, pointer = '/query/cursor'): T | null {
  if (cursor === undefined) return null;
  const parsed = schema.safeParse(Buffer.from(cursor, 'base64url').toString());
  if (parsed.success) return parsed.data;
  throw new InvalidRequestError([{ pointer, detail: 'is not a cursor of this list' }]);
}

const START = '00000000-0000-0000-0000-000000000000';

export const statementCursor = {
  encode,
  decode: (cursor: string | undefined) => decode(cursor, uuid),
  /** `0` stands before every statement. */
  decodeSince: (since: string | undefined) => (since === '0' ? START : decode(since, uuid, '/query/since')),
};
export const lineCursor = { encode, decode: (cursor: string | undefined) => decode(cursor, position) };
