import { z } from 'zod';
import {
  count,
  cursor,
  instant,
  isrc,
  pageQuery,
  PartyRef,
  ppm,
  rightSide,
  stemName,
  territory,
  uuid,
} from '../common/common.schemas.ts';

export const ClearanceState = z
  .enum(['CLEARED', 'NEEDS_APPROVAL', 'NOT_CLEARED', 'CONFLICT', 'BLOCKED'])
  .meta({ id: 'ClearanceState' });

export const ClearanceReason = z
  .strictObject({
    code: z.string(),
    isrc,
    side: rightSide,
    party: PartyRef.nullable(),
    territory,
    detail: z.string(),
    /** What a person can do about it. */
    action: z.string(),
  })
  .meta({ id: 'ClearanceReason' });

export const SideClearance = z
  .strictObject({
    side: rightSide,
    state: ClearanceState,
    grantedPpm: ppm,
    claimedPpm: z.int().min(0),
    /** Title of the work, on the composition side. */
    title: z.string().nullable(),
    reasons: z.array(ClearanceReason),
  })
  .meta({ id: 'SideClearance' });

/** What a remixer may do, all parties' terms taken together. Null: no limit. */
export const RemixTerms = z
  .strictObject({
    stems: z.array(stemName).nullable(),
    tempoPermille: z.strictObject({ min: z.int(), max: z.int() }).nullable(),
    pitchCents: z.strictObject({ min: z.int(), max: z.int() }).nullable(),
    maxSeconds: z.int().nullable(),
    mixWithOthers: z.boolean(),
    remixOfRemix: z.boolean(),
    layers: z.boolean(),
    commercialUse: z.boolean(),
  })
  .meta({ id: 'RemixTerms' });

export const RecordingItem = z
  .strictObject({
    isrc,
    title: z.string(),
    versionTitle: z.string().nullable(),
    artist: z.string(),
    label: z.string().nullable(),
    durationMs: z.int().nullable(),
    bpm: z.number().nullable(),
    key: z.string().nullable(),
    clearance: ClearanceState,
    /** Present when at least one party has granted on both sides. */
    terms: RemixTerms.nullable(),
    /** When a withdrawal that was announced ends it; null while none is. */
    closesAt: instant.nullable(),
    /** Flips published from it. */
    flips: count,
  })
  .meta({ id: 'RecordingItem' });
export type RecordingItem = z.infer<typeof RecordingItem>;
/** With text the best matches come first (title, artist or ISRC as typed; all words; beginnings of words), else the newest. */
export const RecordingPage = z
  .strictObject({
    items: z.array(RecordingItem),
    nextCursor: cursor.nullable(),
    /** What was searched for instead of a text that matches nothing. */
    meant: z.string().nullable(),
    /** When nothing was found: the parameters of which any one, left out, would let something be found. */
    loosen: z.array(z.enum(['q', 'licensed', 'stems', 'bpm', 'key', 'party', 'artist', 'label', 'release'])),
    /** What the ids asked for are called; null when none was asked for or nothing has it. */
    party: PartyRef.nullable(),
    release: z.strictObject({ id: uuid, title: z.string() }).nullable(),
  })
  .meta({ id: 'RecordingPage' });

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const bpm = z.coerce.number().min(20).max(400);
const musicalKey = z.string().regex(/^[A-G][#b]?:(maj|min)$/);
const name = z.string().trim().min(1).max(200);

export const RecordingQuery = z.strictObject({
  ...pageQuery,
  /** Words of title or artist, or an ISRC; misspelt words are looked for as what they are nearest to. */
  q: z.string().trim().min(1).max(100).optional(),
  licensed: flag.optional(),
  territory: territory.optional(),
  /** Stems that all may be used, separated by commas. */
  stems: z
    .string()
    .max(60)
    .transform((text) => text.split(','))
    .pipe(z.array(stemName).min(1).max(7))
    .optional(),
  bpmMin: bpm.optional(),
  bpmMax: bpm.optional(),
  /** Half and double the tempo count as well. */
  anyOctave: flag.optional(),
  /** Enharmonic spellings are one key. */
  key: musicalKey.optional(),
  /** Somebody with a share or a role in the recording or in a work on it. */
  party: uuid.optional(),
  /** The whole name, whatever its accents and case. */
  artist: name.optional(),
  label: name.optional(),
  release: uuid.optional(),
});
export const TerritoryQuery = z.strictObject({ territory: territory.optional() });
export const ClearanceQuery = z.strictObject({
  territory: territory.optional(),
  /** `all` adds every territory, by what is decided in it. */
  territories: z.literal('all').optional(),
});
export const IsrcParams = z.strictObject({ isrc });

export const ShareView = z
  .strictObject({
    party: PartyRef,
    side: rightSide,
    role: z.string(),
    ppm,
    territories: z.array(territory),
    excludeTerritories: z.array(territory),
    status: z.enum(['ACTIVE', 'DISPUTED', 'ENDED']),
  })
  .meta({ id: 'ShareView' });

export const WorkView = z
  .strictObject({ id: uuid, iswc: z.string().nullable(), title: z.string(), ppm, shares: z.array(ShareView) })
  .meta({ id: 'WorkView' });

export const RecordingView = z
  .strictObject({
    /** By which disputes name it; everything else goes by the ISRC. */
    id: uuid,
    ...RecordingItem.shape,
    shares: z.array(ShareView),
    works: z.array(WorkView),
    contributors: z.array(z.strictObject({ party: PartyRef, role: z.string(), workId: uuid.nullable() })),
  })
  .meta({ id: 'RecordingView' });

/** Territories in which the same is decided for the same reasons. */
export const TerritoryGroup = z
  .strictObject({
    state: ClearanceState,
    count: z.int().min(1),
    territories: z.array(territory),
    /** Who is missing and on which side; at most twenty. */
    reasons: z.array(ClearanceReason),
    moreReasons: z.int().min(0),
  })
  .meta({ id: 'TerritoryGroup' });

export const ClearanceExplanation = z
  .strictObject({
    isrc,
    title: z.string(),
    artist: z.string(),
    territory,
    at: instant,
    state: ClearanceState,
    sides: z.array(SideClearance),
    terms: RemixTerms.nullable(),
    /** Asked for with `territories=all`: each territory is in one group, the largest group first. */
    everywhere: z.array(TerritoryGroup).nullable(),
  })
  .meta({ id: 'ClearanceExplanation' });

/** A party to create: claims and imports extend this. */
export const NewParty = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    kind: z.enum(['PERSON', 'ORGANISATION']),
    ipiNameNumber: z.string().max(20).optional(),
    isni: z.string().max(24).optional(),
    dpid: z.string().max(24).optional(),
  })
  .meta({ id: 'NewParty' });

export const PartyView = z
  .strictObject({
    id: uuid,
    name: z.string(),
    kind: z.enum(['PERSON', 'ORGANISATION']),
    ipiNameNumber: z.string().nullable(),
    isni: z.string().nullable(),
    dpid: z.string().nullable(),
    contactEmail: z.string().nullable(),
    contactUrl: z.string().nullable(),
    /** An operator has made sure who this is. */
    verified: z.boolean(),
    /** The party that took its place. */
    mergedIntoId: uuid.nullable(),
    /** What the signed-in user is in it. */
    role: z.enum(['OWNER', 'MANAGER', 'VIEWER']).nullable(),
  })
  .meta({ id: 'PartyView' });
export const PartyList = z.strictObject({ items: z.array(PartyView) }).meta({ id: 'PartyList' });
export const PartyParams = z.strictObject({ id: uuid });

export const AddMember = z
  .strictObject({ handle: z.string().min(1).max(64), role: z.enum(['OWNER', 'MANAGER', 'VIEWER']) })
  .meta({ id: 'AddMember' });

const claimedShare = z.strictObject({
  partyId: uuid,
  role: z.string().max(40),
  ppm: z.int().min(1).max(1_000_000),
  territories: z.array(territory).min(1).max(250).default(['WW']),
  excludeTerritories: z.array(territory).max(250).default([]),
});
const credited = z.strictObject({ partyId: uuid, role: z.string().max(40) });

/** A recording with its works, shares and contributors, entered by an operator in one piece. */
export const NewCatalogueEntry = z
  .strictObject({
    isrc: z.string().max(20),
    title: z.string().trim().min(1).max(200),
    versionTitle: z.string().trim().max(200).optional(),
    artist: z.string().trim().min(1).max(200),
    label: z.string().trim().max(200).optional(),
    durationMs: z.int().min(1).max(14_400_000).optional(),
    bpm: z.number().min(20).max(400).optional(),
    key: musicalKey.optional(),
    shares: z.array(claimedShare).min(1).max(100),
    contributors: z.array(credited).min(1).max(100),
    works: z
      .array(
        z.strictObject({
          iswc: z.string().max(20).optional(),
          title: z.string().trim().min(1).max(200),
          ppm: z.int().min(1).max(1_000_000),
          /** Both may stay away for a work that is known by its ISWC: what is stored holds. */
          shares: z.array(claimedShare).max(100).default([]),
          contributors: z.array(credited).max(100).default([]),
        }),
      )
      .min(1)
      .max(20),
  })
  .meta({ id: 'NewCatalogueEntry' });
