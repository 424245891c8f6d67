import { isNowhere, parseIsrc, parseIswc } from '@flipside/royalty';
import { readShare, Reading } from '../entry-draft.ts';
import type { ShareDraft } from '../entry-draft.ts';
import type { NewClaim } from './claim.types.ts';

export interface ClaimSubjectDraft {
  readonly isrc?: string | undefined;
  readonly iswc?: string | undefined;
  readonly workId?: string | undefined;
}

export interface ClaimDraft extends Omit<ShareDraft, 'partyId'> {
  readonly subject: ClaimSubjectDraft;
  readonly from: string | null;
  readonly to: string | null;
  readonly text: string | null;
  readonly links: readonly string[];
}

export type SubjectQuery =
  { readonly isrc: string } | { readonly iswc: string } | { readonly workId: string };

/** @throws {UnprocessableError} naming every field that is not what it should be. */
export function readClaim(
  partyId: string,
  draft: ClaimDraft,
): { readonly subject: SubjectQuery; readonly claim: Omit<NewClaim, 'side' | 'recordingId' | 'workId'> } {
  const reading = new Reading();
  const { role, ppm, territories } = readShare(reading, { ...draft, partyId }, '');
  const isRead = territories.include.length > 0;
  reading.require(!isRead || !isNowhere(territories), '/territories', 'leaves no country over');
  const validFrom = draft.from === null ? null : new Date(draft.from);
  const validTo = draft.to === null ? null : new Date(draft.to);
  reading.require(validFrom === null || validTo === null || validFrom < validTo, '/to', 'must be after from');
  const subject = readSubject(reading, draft.subject);
  return reading.finish(
    subject === null ? null : { subject, claim: { partyId, role, ppm, territories, validFrom, validTo } },
  );
}

function readSubject(reading: Reading, { isrc, iswc, workId }: ClaimSubjectDraft): SubjectQuery | null {
  const named = [isrc, iswc, workId].filter((name) => name !== undefined);
  reading.require(named.length === 1, '/subject', 'names exactly one of isrc, iswc and workId');
  if (isrc !== undefined) {
    const read = reading.read(parseIsrc(isrc), '/subject/isrc');
    return read === null ? null : { isrc: read };
  }
  if (iswc !== undefined) {
    const read = reading.read(parseIswc(iswc), '/subject/iswc');
    return read === null ? null : { iswc: read };
  }
  return workId === undefined ? null : { workId };
}
