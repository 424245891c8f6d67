import type { Schemas } from '../../api/client.ts';
import type { Asked } from '../queries/credits.ts';
import type { Credits } from '../queries/flips.ts';

export type Side = Schemas['NewFlipCorrection']['side'];
export type CreditName = Schemas['CreditName'];

/** What is being filled in. */
export interface CorrectionDraft {
  readonly party: string;
  /** `REMIX`, or a side and a source such as `RECORDING/s1`. */
  readonly about: string;
  /** Beyond this flip: the recording or the work, and so every flip of it. */
  readonly everywhere: boolean;
  /** Place of the wrong credit in the list, or none when one is missing. */
  readonly wrong: string;
  readonly name: string;
  readonly role: string;
  /** The credit that is wrong does not belong there at all. */
  readonly remove: boolean;
  readonly explanation: string;
  /** Addresses, one a line. */
  readonly evidence: string;
}

export const MISSING = 'missing';

export function sideOf({ about }: Pick<CorrectionDraft, 'about'>): { side: Side; sourceId: string | null } {
  const [side = 'REMIX', sourceId] = about.split('/');
  return { side: side as Side, sourceId: sourceId ?? null };
}

/** Who is credited now where the correction is about. */
export function creditedIn(credits: Credits, draft: Pick<CorrectionDraft, 'about'>): CreditName[] {
  const { side, sourceId } = sideOf(draft);
  if (side === 'REMIX') return [{ name: credits.remixer, role: 'Remixer' }];
  const source = credits.sources.find((one) => one.sourceId === sourceId);
  return (side === 'RECORDING' ? source?.recording : source?.composition) ?? [];
}

const FLIP_ROLES = ['Remixer', 'ParentRemixer'];
const RECORDING_ROLES = ['MainArtist', 'FeaturedArtist', 'Performer', 'Producer', 'Mixer'];
const COMPOSITION_ROLES = ['Composer', 'Lyricist', 'ComposerLyricist', 'Arranger', 'Adapter', 'Translator'];

export function rolesOf(draft: Pick<CorrectionDraft, 'about'>): readonly string[] {
  const { side } = sideOf(draft);
  if (side === 'REMIX') return FLIP_ROLES;
  return side === 'RECORDING' ? RECORDING_ROLES : COMPOSITION_ROLES;
}

interface Subject {
  readonly hash: string;
  readonly credits: Credits;
  /** Of the source that the draft is about, when the whole work is meant. */
  readonly workId: string | null;
}

/** What is sent, or `null` while something is missing. */
export function toAsked(draft: CorrectionDraft, { hash, credits, workId }: Subject): Asked | null {
  const { side, sourceId } = sideOf(draft);
  const credited = draft.wrong === MISSING ? null : (creditedIn(credits, draft)[Number(draft.wrong)] ?? null);
  const name = draft.name.trim();
  const proposed = draft.remove || name === '' ? null : { name, role: draft.role, partyId: null };
  const explanation = draft.explanation.trim();
  if ((credited === null && proposed === null) || explanation.length < 3 || draft.party === '') return null;
  if (!draft.remove && proposed === null) return null;
  const evidence = draft.evidence.split(/\s+/).filter((address) => address !== '');
  const body = { partyId: draft.party, credited, proposed, explanation, evidence };
  if (!draft.everywhere || side === 'REMIX') return { kind: 'flip', hash, body: { ...body, side, sourceId } };
  if (side === 'COMPOSITION') return workId === null ? null : { kind: 'work', id: workId, body };
  const isrc = credits.sources.find((one) => one.sourceId === sourceId)?.isrc;
  return isrc === undefined ? null : { kind: 'recording', isrc, body };
}
