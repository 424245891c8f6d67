import type { Mandate, Reason, SubjectRef } from '@flipside/royalty';
import type { Assessment } from '../recipes/index.ts';
import type { AskedLine, AskedReason } from './request.types.ts';

/** Tells lines apart: one per party, side and subject; where the subject is unknown, per recording code. */
export const lineKey = ({
  partyId,
  side,
  recordingId,
  workId,
  isrc,
}: Pick<AskedLine, 'partyId' | 'side' | 'recordingId' | 'workId' | 'isrc'>): string =>
  [partyId ?? '', side, recordingId ?? workId ?? isrc].join(' ');

const concerns = (mandate: Mandate, reason: Reason, subject: SubjectRef | null): boolean =>
  mandate.partyId === reason.party?.id &&
  mandate.side === reason.side &&
  (mandate.subject === 'CATALOGUE' || mandate.subject.id === subject?.id);

function toLine(reason: Reason, { decided, uses }: Assessment): AskedLine {
  const { side, subject, isrc } = reason;
  // A party of another instance has no desk here: the line says what is missing, and nobody here can answer it.
  const isHere = reason.party !== null && !decided.snapshot.remoteParties.has(reason.party.id);
  const party = isHere ? reason.party : null;
  const holders = decided.snapshot.mandates
    .filter((mandate) => concerns(mandate, reason, subject))
    .map(({ holderId }) => holderId);
  const recording = uses.find((use) => use.isrc === isrc);
  return {
    partyId: party?.id ?? null,
    answererIds: party === null ? [] : [...new Set([party.id, ...holders])],
    side,
    recordingId: subject?.kind === 'RECORDING' ? subject.id : null,
    workId: subject?.kind === 'WORK' ? subject.id : null,
    isrc,
    title: subject?.title ?? recording?.title ?? isrc,
    reasons: [{ code: reason.code, territory: reason.territory, detail: reason.detail }],
  };
}

function unknownLines({ clearance }: Assessment): AskedLine[] {
  const titles = new Map(clearance.sources.map(({ isrc, title }) => [isrc, title]));
  return clearance.reasons
    .filter(({ code }) => code === 'RECORDING_UNKNOWN')
    .map(({ code, side, isrc, territory, detail }) => ({
      ...{ partyId: null, answererIds: [], recordingId: null, workId: null, side, isrc },
      title: titles.get(isrc) ?? isrc,
      reasons: [{ code, territory, detail }],
    }));
}

const sameReason = (a: AskedReason, b: AskedReason): boolean =>
  a.code === b.code && a.detail === b.detail && a.territory === b.territory;

/** Who stands in the way of a draft, on which side of what: what there is to ask for, reasons joined. */
export function askedLines(assessments: readonly Assessment[]): AskedLine[] {
  const lines = new Map<string, AskedLine>();
  for (const assessment of assessments)
    for (const line of [
      ...assessment.decided.decision.reasons.map((reason) => toLine(reason, assessment)),
      ...unknownLines(assessment),
    ]) {
      const known = lines.get(lineKey(line));
      const reasons = [...(known?.reasons ?? [])];
      for (const reason of line.reasons)
        if (!reasons.some((one) => sameReason(one, reason))) reasons.push(reason);
      lines.set(lineKey(line), { ...line, reasons });
    }
  return [...lines.values()];
}
