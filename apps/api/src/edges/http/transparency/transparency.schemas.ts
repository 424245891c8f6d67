import { z } from 'zod';
import { LOG_NAMES } from '../../../modules/transparency/index.ts';
import { instant } from '../common/common.schemas.ts';

const logName = z.enum(LOG_NAMES);
const vkey = z.string().max(512);
const leafIndex = z.int().min(0);
/** SHA-256 in hex. */
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const LogParams = z.strictObject({ name: logName });
export const LeafParams = z.strictObject({
  name: logName,
  /** The index, or the leaf hash in hex. */
  leaf: z.string().regex(/^(?:0|[1-9]\d{0,14}|[0-9a-f]{64})$/, 'must be an index or a leaf hash in hex'),
});
export const LeafQuery = z.strictObject({
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
});

/** As many hashes as a request line has room for. */
export const PlacesQuery = z.strictObject({
  leaves: z
    .string()
    .regex(
      /^[0-9a-f]{64}(?:,[0-9a-f]{64}){0,99}$/,
      'must be 1 to 100 leaf hashes in hex, with commas between them',
    )
    .transform((text) => text.split(',')),
});

export const PublicLog = z
  .strictObject({ name: logName, origin: z.string(), vkey, size: leafIndex })
  .meta({ id: 'PublicLog' });

export const PublicLogs = z
  .strictObject({
    logs: z.array(PublicLog),
    /** The key that this instance cosigns the logs of others with. */
    witness: vkey,
  })
  .meta({ id: 'PublicLogs' });

const leafFacts = {
  index: leafIndex,
  hash,
  /** The entry as it was logged: canonical JSON (RFC 8785). */
  entry: z.string(),
  sequencedAt: instant,
} as const;

export const LogLeaf = z.strictObject(leafFacts).meta({ id: 'LogLeaf' });
export const LogLeafPage = z
  .strictObject({ items: z.array(LogLeaf), before: leafIndex.nullable() })
  .meta({ id: 'LogLeafPage' });
export const LogLeafPlaces = z
  .strictObject({
    /** In the order of the question; null for a leaf that is not in the log so far. */
    places: z.array(z.strictObject({ hash, index: leafIndex.nullable() })),
  })
  .meta({ id: 'LogLeafPlaces' });
export const ProvedLogLeaf = z
  .strictObject({
    ...leafFacts,
    /** Size of the tree that the proof is for. */
    size: leafIndex,
    /** c2sp.org/tlog-proof@v1 */
    proof: z.string(),
  })
  .meta({ id: 'ProvedLogLeaf' });

/** What stands after `tile/`: its form is checked by the log itself. */
export const TileParams = z.strictObject({ name: logName, '*': z.string().max(64) });
