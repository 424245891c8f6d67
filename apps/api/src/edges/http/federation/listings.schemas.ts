import { z } from 'zod';
import { ClearanceState } from '../catalogue/catalogue.schemas.ts';
import { isrc, rightSide, territory } from '../common/common.schemas.ts';

/** A recording of which a peer keeps the rights, taken into the catalogue by name. */
export const NewListing = z.strictObject({ isrc }).meta({ id: 'NewListing' });

const names = {
  ...{ isrc: z.string(), title: z.string(), artist: z.string(), durationMs: z.int().nullable() },
  ...{ bpm: z.number().nullable(), key: z.string().nullable(), registry: z.string() },
};
export const ListedRecording = z.strictObject(names).meta({ id: 'ListedRecording' });

export const ElsewhereTerritory = z.strictObject({ territory: territory.optional() });
/** Words of title or artist, or an ISRC. */
export const ElsewhereQuery = ElsewhereTerritory.extend({ q: z.string().trim().min(1).max(100) });
export const ElsewhereParams = z.strictObject({ isrc });

/** As its registry tells it. */
const RecordingElsewhere = z
  .strictObject({
    ...names,
    clearance: ClearanceState,
    /** Whether it is in this catalogue already. */
    here: z.boolean(),
  })
  .meta({ id: 'RecordingElsewhere' });

export const RecordingsElsewhere = z
  .strictObject({
    items: z.array(RecordingElsewhere),
    /** Registries that answered, and those that did not. */
    asked: z.array(z.string()),
    silent: z.array(z.string()),
  })
  .meta({ id: 'RecordingsElsewhere' });

export const WhyElsewhere = z
  .strictObject({
    registry: z.string(),
    sides: z.array(
      z.strictObject({
        ...{ side: rightSide, state: ClearanceState, title: z.string().nullable() },
        reasons: z.array(
          z.strictObject({
            party: z.strictObject({ name: z.string() }).nullable(),
            /** What is missing, and what a person can do about it. */
            ...{ detail: z.string(), action: z.string() },
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'WhyElsewhere' });
