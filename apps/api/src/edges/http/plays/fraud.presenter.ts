import type { z } from 'zod';
import { toPage } from '../../../modules/catalogue/index.ts';
import type {
  CodeCount,
  FraudFilter,
  QuarantinedReceipt,
  SuspectReceipt,
  VoidFilter,
  Voiding,
} from '../../../modules/plays/index.ts';
import { decodeCursor, presentPage } from '../common/cursor.ts';
import type { PlayVoidFilter, RejectionQuery } from './fraud.schemas.ts';

const instant = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

export const fraudFilter = (
  query: Omit<z.infer<typeof RejectionQuery>, 'limit' | 'cursor'>,
): FraudFilter => ({
  code: query.reason ?? null,
  device: query.device ?? null,
  recipe: query.recipe ?? null,
  from: instant(query.from),
  to: instant(query.to),
});

export const voidFilter = (query: z.infer<typeof PlayVoidFilter>): VoidFilter => ({
  device: query.device ?? null,
  recipe: query.recipe ?? null,
  receiptId: query.receiptId ?? null,
  from: instant(query.from),
  to: instant(query.to),
});

/** The id after which a page goes on. */
export const after = (cursor: string | undefined): string | null =>
  cursor === undefined ? null : decodeCursor(cursor, 'ids').id;

const pageOf = <T extends { readonly id: string }>(rows: readonly T[], limit: number) =>
  toPage(rows, limit, ({ id }) => ({ key: 'id', id }));

const presentSuspect = (receipt: SuspectReceipt) => ({
  id: receipt.id,
  reason: receipt.code,
  device: receipt.device,
  recipe: receipt.recipe,
  receivedAt: receipt.receivedAt.toISOString(),
  startedAt: receipt.startedAt,
  heardMs: receipt.heardMs,
  attestedPermille: receipt.attestedPermille,
});

const presentReason = ({ code, receipts, devices, lastAt }: CodeCount) => ({
  reason: code,
  receipts,
  devices,
  lastAt: lastAt.toISOString(),
});

export function presentRejections(
  { items, reasons }: { items: readonly SuspectReceipt[]; reasons: readonly CodeCount[] | null },
  limit: number,
) {
  const page = presentPage(pageOf(items, limit), (item) => ({
    ...presentSuspect(item),
    detail: item.detail,
  }));
  return { ...page, reasons: reasons?.map(presentReason) ?? null };
}

export function presentQuarantine(items: readonly QuarantinedReceipt[], limit: number) {
  return presentPage(pageOf(items, limit), (item) => ({
    ...presentSuspect(item),
    state: item.state,
    releaseAt: iso(item.releaseAt),
    decidedAt: iso(item.decidedAt),
    note: item.note,
  }));
}

export function presentVoiding({ filter, at, ...voiding }: Voiding) {
  return {
    ...voiding,
    filter: { ...filter, from: iso(filter.from), to: iso(filter.to) },
    at: at.toISOString(),
  };
}

export const presentVoidings = (items: readonly Voiding[], limit: number) =>
  presentPage(pageOf(items, limit), presentVoiding);
