/** Longest recording that is decoded: the same bound as a recipe's sources. */
export const MAX_SECONDS = 4 * 60 * 60;
/** Sample rates that are accepted from a container, in hertz. */
export const MIN_RATE = 8000;
export const MAX_RATE = 384_000;
export const MAX_CHANNELS = 8;

/** Sound that any file may hold, however small it is, in seconds. */
export const FREE_SECONDS = 600;
/**
 * Fewest bytes per second of sound beyond `FREE_SECONDS`. Music takes at least 8 kB/s as FLAC and 750 B/s in the most
 * sparing lossy codec (Opus at 6 kbit/s); digital silence takes 150 B/s as FLAC and 20 B/s as Opus, so hours of it
 * fit into a file made to fill a listener's memory.
 */
export const LEAST_BYTES_PER_SECOND = { lossless: 4000, lossy: 500 } as const;
