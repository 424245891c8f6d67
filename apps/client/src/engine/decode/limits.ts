/** Longest recording that is decoded: the same bound as a recipe's sources. */
export const MAX_SECONDS = 4 * 60 * 60;
/** Largest file that is read: beyond it a browser cannot hold the bytes in one buffer. */
export const MAX_BYTES = 2_147_483_647;
/** Sample rates that are accepted from a container, in hertz. */
export const MIN_RATE = 8000;
export const MAX_RATE = 384_000;
export const MAX_CHANNELS = 8;
