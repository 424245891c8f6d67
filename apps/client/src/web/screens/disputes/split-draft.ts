import type { DisputePart, SplitDraft } from '../../queries/disputes.ts';

const WHOLE = 1_000_000;

export type SplitLine = SplitDraft[number][number];

/** What the disputed shares may come to: what those that stand leave of a whole. */
export const roomOf = ({ standing }: Pick<DisputePart, 'standing'>): number =>
  WHOLE - standing.reduce((sum, { ppm }) => sum + ppm, 0);

export const sumOf = (lines: readonly SplitLine[]): number => lines.reduce((sum, { ppm }) => sum + ppm, 0);

/** Several shares of a party in one role are one line of the split. */
export function claimedLines({ disputed }: Pick<DisputePart, 'disputed'>): SplitLine[] {
  const lines = new Map<string, SplitLine>();
  for (const { party, role, ppm } of disputed) {
    const key = `${party.id} ${role}`;
    lines.set(key, { partyId: party.id, role, ppm: ppm + (lines.get(key)?.ppm ?? 0) });
  }
  return [...lines.values()];
}

/** The same proportions, made to fill the room exactly: floors, then one each to the largest remainders. */
export function scaledLines(lines: readonly SplitLine[], room: number): SplitLine[] {
  const sum = sumOf(lines);
  if (sum === 0) return [...lines];
  const parts = lines.map((line, index) => {
    const exact = BigInt(line.ppm) * BigInt(room);
    return { index, ppm: Number(exact / BigInt(sum)), rest: Number(exact % BigInt(sum)) };
  });
  const left = room - parts.reduce((total, { ppm }) => total + ppm, 0);
  const favoured = new Set(
    parts
      .toSorted((a, b) => b.rest - a.rest || a.index - b.index)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return lines.map((line, index) => ({
    ...line,
    ppm: (parts[index]?.ppm ?? 0) + (favoured.has(index) ? 1 : 0),
  }));
}

/** Lines of nothing are left out: a party without a share has none. */
export const sentLines = (draft: readonly (readonly SplitLine[])[]): SplitDraft =>
  draft.map((lines) => lines.filter(({ ppm }) => ppm > 0));

export const isWhole = (draft: readonly (readonly SplitLine[])[], parts: readonly DisputePart[]): boolean =>
  parts.every((part, index) => sumOf(draft[index] ?? []) === roomOf(part));
