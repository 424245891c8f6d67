import { z } from 'zod';
import type { Page, PagePosition, PageRequest } from '../../../modules/catalogue/index.ts';
import { InvalidRequestError } from '../../../platform/problem/errors.ts';

const UUID = z.uuid();
const HASH = /^sha256-[0-9a-f]{64}$/;
/** A period, a peer and a currency. */
const RECEIVABLE = /^\d{4}-\d{2} [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12} [A-Z]{3}$/;
const parts = z.tuple([z.string().max(64), z.string().max(80)]);

/** What the position of a listing must look like: it goes into a query. */
export type CursorKind =
  | 'recordings'
  | 'recipes'
  | 'party-catalogue'
  | 'grants'
  | 'grant-versions'
  | 'mandates'
  | 'bulk-items'
  | 'ids'
  | 'positions'
  | 'disputes'
  | 'requests'
  | 'notifications'
  | 'corrections'
  | 'state-changes'
  | 'imports'
  | 'import-rows'
  | 'comments'
  | 'receivables'
  | 'receivable-lines'
  | 'peer-receivables';

const isOrdinal = (text: string): boolean => /^(?:0|[1-9]\d{0,8})$/.test(text);

/** As `toISOString` writes it, and a year that PostgreSQL has. */
function isInstant(text: string): boolean {
  const milliseconds = /^(?!0000)\d{4}-/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text;
}

const FITS: Record<CursorKind, (key: string, id: string) => boolean> = {
  // The tier of a text's matches, and a position in the listing.
  recordings: (key, id) => /^[0-3]$/.test(key) && /^[1-9]\d{0,17}$/.test(id),
  recipes: (key, id) => isInstant(key) && HASH.test(id),
  'party-catalogue': (key, id) => (key === 'RECORDING' || key === 'WORK') && UUID.safeParse(id).success,
  disputes: (key, id) => key === 'dispute' && UUID.safeParse(id).success,
  requests: (key, id) => key === 'request' && UUID.safeParse(id).success,
  notifications: (key, id) => key === 'notification' && UUID.safeParse(id).success,
  grants: (key, id) => key === 'grant' && UUID.safeParse(id).success,
  ids: (key, id) => key === 'id' && UUID.safeParse(id).success,
  positions: (key, id) => /^\d{1,9}$/.test(key) && UUID.safeParse(id).success,
  'grant-versions': (key, id) => isOrdinal(key) && UUID.safeParse(id).success,
  mandates: (key, id) => key === 'mandate' && UUID.safeParse(id).success,
  'bulk-items': (key, id) => isOrdinal(key) && UUID.safeParse(id).success,
  corrections: (key, id) => key === 'correction' && UUID.safeParse(id).success,
  'state-changes': (key, id) => isInstant(key) && UUID.safeParse(id).success,
  imports: (key, id) => key === 'import' && UUID.safeParse(id).success,
  comments: (key, id) => isInstant(key) && UUID.safeParse(id).success,
  receivables: (key, id) => RECEIVABLE.test(key) && UUID.safeParse(id).success,
  'receivable-lines': (key, id) =>
    /^(?:MASTER|COMPOSITION|REMIXER) [A-Z]{3}$/.test(key) && (HASH.test(id) || UUID.safeParse(id).success),
  'peer-receivables': (key, id) => /^\d{4}-\d{2}$/.test(key) && /^[A-Z]{3}$/.test(id),
  'import-rows': (key, id) => key === 'row' && /^\d{1,9}$/.test(id),
};

export function encodeCursor({ key, id }: PagePosition): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** @throws {InvalidRequestError} for what {@link encodeCursor} did not write for this kind of listing. */
export function decodeCursor(cursor: string, kind: CursorKind): PagePosition {
  const position = parsePosition(cursor);
  if (position !== null && FITS[kind](position.key, position.id)) return position;
  throw new InvalidRequestError([{ pointer: '/query/cursor', detail: 'is not a cursor of this listing' }]);
}

function parsePosition(cursor: string): PagePosition | null {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^\["[^"\\]*","[^"\\]*"\]$/.test(text)) return null;
  const parsed = parts.safeParse(JSON.parse(text) as unknown);
  return parsed.success ? { key: parsed.data[0], id: parsed.data[1] } : null;
}

interface PageQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The page that a query asks for. */
export function pageRequest(query: PageQuery, kind: CursorKind): PageRequest {
  return { after: query.cursor === undefined ? null : decodeCursor(query.cursor, kind), limit: query.limit };
}

/** The same of a listing that can be asked for a time. */
export function datedPageRequest(
  query: PageQuery & { readonly from?: string | undefined; readonly before?: string | undefined },
  kind: CursorKind,
): PageRequest {
  const { from, before } = query;
  if (from !== undefined && before !== undefined && Date.parse(from) >= Date.parse(before))
    throw new InvalidRequestError([{ pointer: '/query/from', detail: 'must be earlier than before' }]);
  const dateOf = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
  return { ...pageRequest(query, kind), span: { from: dateOf(from), before: dateOf(before) } };
}

/** One page on the wire. */
export function presentPage<T, W>({ items, next }: Page<T>, present: (item: T) => W) {
  return { items: items.map(present), nextCursor: next === null ? null : encodeCursor(next) };
}

/** The same with how many there are in all, on the first page. */
export function presentCountedPage<T, W>(
  page: Page<T> & { readonly total: number | null },
  present: (item: T) => W,
) {
  return { ...presentPage(page, present), total: page.total };
}
