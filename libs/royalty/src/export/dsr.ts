import type { Tariff } from '../tariff.ts';
import { decimalOfMicros } from './decimal.ts';
import { dsrBlock, RIGHTS } from './dsr.blocks.ts';
import { dsrRecord } from './dsr.record.ts';
import type { DsrContext, DsrExport, DsrProfile } from './dsr.types.ts';

/** Parts 1 and 2 as first published for flat files (DSR Part 8, HEAD). */
const MESSAGE_VERSION = 'dsrf/30';
const SERVICE = 'Flipside';
const RECORDS_IN_BLOCK = 4;

/** What differs between the profiles. */
const PROFILES: Readonly<Record<DsrProfile, { name: string; version: string; useType: string }>> = {
  royalty: { name: 'RoyaltyReporting', version: '1.0.1', useType: 'OnDemandStream' },
  ugc: { name: 'UgcProfile', version: '1.2', useType: 'UserMakeAvailableUserProvided' },
};

/** How a listener came to hear it: a rate per play is paid by the instance, a pool by those who subscribe. */
const COMMERCIAL_MODELS: Readonly<Record<Tariff['kind'], string>> = {
  PER_PLAY: 'FreeOfChargeModel',
  PRO_RATA: 'SubscriptionModel',
  USER_CENTRIC: 'SubscriptionModel',
};

const keyOf = ({ territory, side, kind }: Pick<DsrContext, 'territory' | 'side' | 'kind'>): string =>
  [territory, side, kind].join(' ');

function headRecord(input: DsrExport, profile: DsrProfile): string {
  const { head, sender, recipient } = input;
  const { name, version } = PROFILES[profile];
  const lastDay = new Date(Date.parse(head.period.to) - 1).toISOString().slice(0, 10);
  return dsrRecord([
    ...['HEAD', MESSAGE_VERSION, name, version, `${input.statementId}-${profile}`],
    ...[input.createdAt.replace(/\.\d+Z$/, 'Z'), '1', '1', head.period.from.slice(0, 10), lastDay],
    ...[sender.dpid, sender.name, SERVICE, recipient.dpid, recipient.name, null],
  ]);
}

function summaryRecord(context: DsrContext, id: string, input: DsrExport, profile: DsrProfile): string {
  const { recipient, head } = input;
  const amount = decimalOfMicros(context.amountMicros);
  return dsrRecord([
    ...['SY07', id, null, null, COMMERCIAL_MODELS[context.kind], PROFILES[profile].useType],
    ...[context.territory, RIGHTS[context.side], SERVICE, String(context.plays), null, head.currency],
    ...[null, recipient.name, recipient.partyId, null, amount, amount],
  ]);
}

/**
 * A statement as a DDEX Digital Sales Report, piece by piece: a summary for each right in each territory, and a block
 * for each line, held ones last. AllocatedNetRevenue is what is allocated to the party, held money included;
 * AllocatedAmount is what is due, so that it sums to what the statement says was earned. Balances, payouts and taxes
 * are no part of a sales report.
 * @throws RangeError on a line of a context that has no summary.
 */
export async function* statementDsr(input: DsrExport, profile: DsrProfile): AsyncGenerator<string> {
  const { contexts, recipient, statementId } = input;
  const summaries = new Map(contexts.map((context, index) => [keyOf(context), String(index + 1)]));
  yield (
    headRecord(input, profile) +
    contexts.map((context, index) => summaryRecord(context, String(index + 1), input, profile)).join('')
  );
  let blocks = 0;
  for await (const batch of input.lines) {
    let text = '';
    for (const one of batch) {
      const summary = summaries.get(keyOf({ ...one.line, kind: one.kind }));
      if (summary === undefined) throw new RangeError(`block ${blocks + 1} has no summary`);
      blocks += 1;
      text += dsrBlock(one, { id: String(blocks), summary, recipient, statementId });
    }
    yield text;
  }
  const lines = String(2 + contexts.length + blocks * RECORDS_IN_BLOCK);
  yield dsrRecord(['FOOT', lines, lines, String(contexts.length), String(blocks), String(blocks)]);
}

const nameElement = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'Party';

/**
 * The name of the file (DSR Part 1, "File naming convention"): no underscore and no space within its elements. The
 * territory is one or `WW` for several.
 */
export function dsrFileName({ head, sender, recipient, createdAt, contexts }: DsrExport): string {
  const territories = new Set(contexts.map(({ territory }) => territory));
  const [territory = 'WW'] = territories.size === 1 ? territories : [];
  const created = createdAt.replaceAll(/[-:]|\.\d+Z$|Z$/g, '');
  const to = recipient.dpid ?? nameElement(recipient.name);
  return `${['DSR', to, sender.dpid, SERVICE, head.period.id, territory, '1of1', created].join('_')}.tsv`;
}
