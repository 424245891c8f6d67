import { apportion, clearedBy, economics, micros, parseIsrc, resolveRights } from '@flipside/royalty';
import type { AllocationLine, PoolSide, Territory } from '@flipside/royalty';
import type { Decided, EconomicsSheet, KeptUse } from './recipe.types.ts';

export interface EconomicsQuestion {
  readonly decided: Decided;
  readonly uses: readonly KeptUse[];
  /** Sources that the catalogue does not know: their part goes to suspense. */
  readonly unknown: readonly { readonly sourceId: string; readonly isrc: string; readonly usageMs: number }[];
  readonly recipe: string;
  readonly remixer: { readonly partyId: string; readonly displayName: string };
  readonly territory: Territory;
  readonly at: Date;
  /** What it would pay once everybody has agreed. */
  readonly assumeCleared?: boolean;
}

/** Who is named where nobody is paid yet. */
const NOBODY: Partial<Record<AllocationLine['basis'], string>> = {
  PLATFORM: 'This instance',
  UNCLEARED: 'Kept until cleared',
  UNCLAIMED: 'Kept until claimed',
  OVERCLAIMED: 'Kept until the shares are settled',
  DISPUTED: 'Held in a dispute',
  UNMATCHED: 'Kept until matched',
};

function usageOf({ uses, unknown, recipe, remixer, decided }: EconomicsQuestion) {
  const weights = [
    ...uses.map(({ recordingId, isrc, totalMs }) => ({ recordingId, isrc, usageMs: totalMs })),
    ...unknown.map(({ sourceId, isrc, usageMs }) => ({ recordingId: `unknown:${sourceId}`, isrc, usageMs })),
  ];
  return {
    recipe,
    remixerId: remixer.partyId,
    policy: decided.decision.policy,
    sources: weights.flatMap(({ recordingId, isrc, usageMs }) => {
      const parsed = parseIsrc(isrc);
      return parsed.ok ? [{ recordingId, isrc: parsed.value, usageMs: BigInt(usageMs) }] : [];
    }),
  };
}

function rightsOf({ decided, uses, territory, at, assumeCleared }: EconomicsQuestion) {
  const { decision, snapshot } = decided;
  // Whoever reads what a play pays asks who gets it, and not through whom.
  const shares = snapshot.shares.map(({ owed: _owed, ...share }) => share);
  return uses.flatMap((use) => {
    const source = decision.sources.find(({ recordingId }) => recordingId === use.recordingId);
    const works = snapshot.recordings.get(use.recordingId)?.works ?? [];
    const isCleared =
      assumeCleared === true ? () => true : source === undefined ? () => false : clearedBy(source);
    return resolveRights({
      recordingId: use.recordingId,
      works,
      territory,
      at,
      shares,
      isCleared,
    });
  });
}

/** What one qualified play pays, and to whom: whole micro-units that sum to the rate. */
export function recipeEconomics(question: EconomicsQuestion): EconomicsSheet {
  const { decided, uses, unknown, remixer, territory } = question;
  const { tariff, snapshot } = decided;
  const answer = economics({
    tariff,
    territory,
    usage: usageOf(question),
    rights: rightsOf(question),
    assumedPerPlayMicros: micros(0n),
  });
  if (!answer.ok) throw new TypeError(answer.message);
  const names = new Map(
    [...snapshot.parties, { id: remixer.partyId, name: remixer.displayName }].map((p) => [p.id, p.name]),
  );
  const sources = new Map<string, { sourceId: string; title: string | null }>([
    ...uses.map((use) => [use.recordingId, { sourceId: use.sourceId, title: use.title }] as const),
    ...unknown.map(({ sourceId }) => [`unknown:${sourceId}`, { sourceId, title: null }] as const),
  ]);
  const amounts = perPlay(answer.value.perPlayMicros, answer.value.lines);
  const lines = answer.value.lines.map(({ line }, index) => {
    const source = sources.get(line.recordingId ?? '');
    return {
      side: line.side ?? ('PLATFORM' as const),
      sourceId: source?.sourceId ?? null,
      isrc: line.isrc,
      title: source?.title ?? null,
      partyId: line.partyId,
      partyName:
        line.partyId === null
          ? (NOBODY[line.basis] ?? 'Kept in suspense')
          : (names.get(line.partyId) ?? line.partyId),
      amountMicros: amounts[index] ?? 0n,
    };
  });
  const sum = (side: PoolSide) =>
    lines.reduce((total, line) => (line.side === side ? total + line.amountMicros : total), 0n);
  return {
    currency: tariff.currency,
    tariffVersion: tariff.version,
    minimumMs: tariff.minimumMs,
    perPlayMicros: answer.value.perPlayMicros,
    masterMicros: sum('MASTER'),
    compositionMicros: sum('COMPOSITION'),
    remixerMicros: sum('REMIXER'),
    platformMicros: sum('PLATFORM'),
    lines,
  };
}

/** The rate shared out as a million plays would be, by largest remainder. */
function perPlay(rate: bigint, lines: readonly { readonly perMillionMicros: bigint }[]): bigint[] {
  const weights = lines.map(({ perMillionMicros }, index) => ({
    id: String(index).padStart(8, '0'),
    weight: perMillionMicros,
  }));
  const shared = apportion(rate, weights);
  return shared.ok ? shared.parts.map(({ amount }) => amount) : lines.map(() => 0n);
}
