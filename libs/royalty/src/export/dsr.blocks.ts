import type { PoolSide } from '../allocation.types.ts';
import { decimalOfMicros, percentOfPpm } from './decimal.ts';
import type { ExportHeldLine } from './export.types.ts';
import { dsrRecord } from './dsr.record.ts';
import type { DsrCell } from './dsr.record.ts';
import type { DsrLine, DsrParty } from './dsr.types.ts';

/** Allowed values of DSR Part 2: the producer's and the recording's money is for making available, a work's for its copy. */
export const RIGHTS: Readonly<Record<PoolSide, string>> = {
  MASTER: 'MakeAvailableRight',
  COMPOSITION: 'MechanicalRight',
  REMIXER: 'MakeAvailableRight',
  PLATFORM: 'MakeAvailableRight',
};

interface Block {
  readonly id: string;
  readonly summary: string;
  readonly recipient: DsrParty;
  readonly statementId: string;
}

const isHeld = (line: DsrLine['line']): line is ExportHeldLine => 'disputeId' in line;

/** ISO 8601 duration in whole seconds, as in `PT2M28S`. */
function duration(ms: number | null): string {
  const seconds = Math.round((ms ?? 0) / 1_000);
  return `PT${Math.floor(seconds / 60)}M${seconds % 60}S`;
}

const named = (parties: readonly DsrParty[]): DsrCell[] => [
  parties.map(({ name }) => name),
  parties.map(({ partyId }) => partyId),
];

function resourceRecord({ line, resource }: DsrLine, { id }: Block): string {
  const { title, subTitle, artist, composerAuthors, arrangers, publishers, contributors } = resource;
  return dsrRecord([
    ...['AS02.01', id, '1', resource.resourceId, line.isrc, title, subTitle, artist.name, artist.partyId],
    ...[duration(resource.durationMs), 'SoundRecording', resource.iswc],
    ...[composerAuthors, arrangers, publishers, contributors].flatMap(named),
    line.side === 'COMPOSITION' ? line.subjectId : null,
  ]);
}

const releaseRecord = ({ line, releaseUrl }: DsrLine, { id, summary }: Block): string =>
  dsrRecord(['RU02', id, summary, line.recipe, line.recipeTitle, releaseUrl, String(line.plays)]);

/** The summary is named by the licensor's record below, so not here (DSR Part 8, SU03). A late play names its month. */
function usageRecord({ line, netRevenueMicros }: DsrLine, { id, statementId }: Block): string {
  const revenue = netRevenueMicros === null ? null : decimalOfMicros(netRevenueMicros);
  const validity = line.originalPeriod === null ? [null, null] : monthOf(line.originalPeriod);
  return dsrRecord([
    ...['SU03.01', id, `${statementId}-${id}`, null, line.recipe, String(line.plays), revenue],
    ...validity,
  ]);
}

/** What is held for a dispute is allocated, and nothing of it is due. */
function licensorRecord({ line }: DsrLine, { id, summary, recipient }: Block): string {
  const amount = decimalOfMicros(line.amountMicros);
  return dsrRecord([
    ...['LI01.01', id, summary, recipient.name, recipient.partyId, line.subjectId],
    ...[percentOfPpm(line.sharePpm), RIGHTS[line.side], amount, isHeld(line) ? decimalOfMicros(0n) : amount],
  ]);
}

/** The first and last day of a period such as `2026-11`. */
export function monthOf(period: string): [string, string] {
  const [year, month] = period.split('-').map(Number);
  const last = new Date(Date.UTC(year ?? 0, month ?? 0, 0));
  return [`${period}-01`, last.toISOString().slice(0, 10)];
}

/** The block of one line: the resource, the flip that used it, how often, and what of it is the recipient's. */
export function dsrBlock(line: DsrLine, block: Block): string {
  return [resourceRecord, releaseRecord, usageRecord, licensorRecord]
    .map((recordOf) => recordOf(line, block))
    .join('');
}
