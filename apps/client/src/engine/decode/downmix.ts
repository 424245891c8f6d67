/** The two ways in which containers order more than two channels. */
export type ChannelOrder = 'wave' | 'vorbis';

type Role = 'L' | 'R' | 'C' | 'S' | 'l' | 'r' | 'x';

/**
 * Channel roles by count: L R C, surround left `l` and right `r`, back centre `S`, and `x` for the low-frequency channel, which a
 * downmix leaves out. WAVE order as in FLAC (RFC 9639 §9.1.3), Vorbis order as in Opus (RFC 7845 §5.1.1.2).
 */
const ROLES: Readonly<Record<ChannelOrder, readonly (readonly Role[])[]>> = {
  wave: [
    ['L', 'R', 'C'],
    ['L', 'R', 'l', 'r'],
    ['L', 'R', 'C', 'l', 'r'],
    ['L', 'R', 'C', 'x', 'l', 'r'],
    ['L', 'R', 'C', 'x', 'S', 'l', 'r'],
    ['L', 'R', 'C', 'x', 'l', 'r', 'l', 'r'],
  ],
  vorbis: [
    ['L', 'C', 'R'],
    ['L', 'R', 'l', 'r'],
    ['L', 'C', 'R', 'l', 'r'],
    ['L', 'C', 'R', 'l', 'r', 'x'],
    ['L', 'C', 'R', 'l', 'r', 'S', 'x'],
    ['L', 'C', 'R', 'l', 'r', 'l', 'r', 'x'],
  ],
};

/** −3 dB, the weight of centre and surrounds (ITU-R BS.775-3 annex 4). */
const SIDE = 0.7071067811865476;
const WEIGHTS: Readonly<Record<Role, readonly [left: number, right: number]>> = {
  L: [1, 0],
  R: [0, 1],
  C: [SIDE, SIDE],
  S: [SIDE * SIDE, SIDE * SIDE],
  l: [SIDE, 0],
  r: [0, SIDE],
  x: [0, 0],
};

/**
 * One, two or up to eight channels to two. Mono goes to both sides unchanged; more than two are mixed by ITU-R BS.775
 * and scaled by the sum of the weights, so that full scale cannot be exceeded.
 */
export function downmix(
  channels: readonly Float32Array[],
  order: ChannelOrder,
): readonly [Float32Array, Float32Array] {
  const [first, second] = channels;
  if (first === undefined) return [new Float32Array(0), new Float32Array(0)];
  if (second === undefined) return [first, first];
  const roles = ROLES[order][channels.length - 3];
  if (roles === undefined) return [first, second];
  const weights = roles.map((role) => WEIGHTS[role]);
  const sum = weights.reduce((total, [left]) => total + left, 0);
  const mixSide = (side: 0 | 1): Float32Array => {
    const out = new Float32Array(first.length);
    for (const [index, channel] of channels.entries()) {
      const weight = (weights[index]?.[side] ?? 0) / sum;
      if (weight !== 0)
        for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + weight * (channel[i] ?? 0);
    }
    return out;
  };
  return [mixSide(0), mixSide(1)];
}
