import { join } from 'node:path';
import { z } from 'zod';
import { LOGIN_WAYS } from '../../engine/providers/subsonic/subsonic-login.ts';
import { configDirectory, readConfig, writeConfig } from '../config-files.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'must be 1 to 32 of a-z, 0-9, "-" and "_"');
const text = z.string().min(1).max(2000);

/** A place that recordings come from, as it is kept. Passwords and keys lie here and nowhere else: the file is its owner's alone. */
const placeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), name, path: text }),
  z.strictObject({
    kind: z.literal('subsonic'),
    name,
    url: z.url({ protocol: /^https?$/ }),
    username: text.optional(),
    password: text.optional(),
    apiKey: text.optional(),
    way: z.enum(LOGIN_WAYS).optional(),
  }),
  z.strictObject({ kind: z.literal('demo'), name }),
]);
export type Place = z.infer<typeof placeSchema>;
export type SubsonicPlace = Extract<Place, { kind: 'subsonic' }>;

const storeSchema = z.strictObject({ places: z.array(placeSchema).max(100) });

export const placeName = name;

/** The places that a person has added, in the order in which they are asked. */
export class PlaceStore {
  readonly path: string;

  constructor(env: NodeJS.ProcessEnv) {
    this.path = join(configDirectory(env), 'providers.json');
  }

  all(): readonly Place[] {
    return readConfig(this.path, storeSchema, { places: [] }).places;
  }

  find(wanted: string): Place | null {
    return this.all().find((place) => place.name === wanted) ?? null;
  }

  /** Adds a place, or takes the one of the same name away for it. */
  async put(place: Place): Promise<void> {
    const others = this.all().filter((other) => other.name !== place.name);
    await writeConfig(this.path, { places: [...others, place] });
  }

  /** @returns false when there is none of that name. */
  async remove(wanted: string): Promise<boolean> {
    const all = this.all();
    const left = all.filter((place) => place.name !== wanted);
    if (left.length === all.length) return false;
    await writeConfig(this.path, { places: left });
    return true;
  }
}
