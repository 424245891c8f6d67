import { BiquadCascade, designBiquad } from '../dsp/biquad.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { ANCHOR_RATE, decimate } from './anchor-signal.ts';
import { FINGERPRINT_SECONDS, monoFingerprint } from './fingerprint.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { max, sqrt } = Math;

type Treatment = (mono: Float64Array) => Float64Array;

/** Peak of what is printed. */
const PEAK = 0.9;

/** Equalisation by bands of type, hertz and decibels. */
const equalise =
  (...bands: readonly (readonly ['lowShelf' | 'peaking' | 'highShelf', number, number])[]): Treatment =>
  (mono) => {
    const out = mono.slice();
    const cascade = new BiquadCascade(
      bands.map(([type, hz, db]) => designBiquad(type, hz, 0.8, db, ANCHOR_RATE)),
    );
    cascade.process(out, new Float64Array(out.length));
    return out;
  };

/** Follows levels down within 150 ms. */
const RELEASE = 1 - 1 / (0.15 * ANCHOR_RATE);
const ATTACK = 0.08;
/** Level, against that of the whole, above which dynamics change. */
const THRESHOLD = 0.35;

/** Dynamics above a threshold changed, by what a level so many times over it is multiplied with. */
const dynamics =
  (gainOf: (over: number) => number): Treatment =>
  (mono) => {
    let power = 0;
    for (const value of mono) power += value * value;
    const threshold = max(1e-6, THRESHOLD * sqrt(power / max(1, mono.length)));
    let envelope = 0;
    return mono.map((value) => {
      const level = value < 0 ? -value : value;
      envelope = level > envelope ? envelope + ATTACK * (level - envelope) : envelope * RELEASE;
      return value * gainOf(max(1, envelope / threshold));
    });
  };

/** A remaster undone: less bass and treble, and dynamics widened again. */
const flatter = equalise(['lowShelf', 150, -5], ['peaking', 1000, 4], ['highShelf', 2500, -5]);
const wider = dynamics((over) => over);

/** What masters and broadcasters do to a recording, each way: up to 5 dB of equalisation, dynamics squeezed 4 : 1 or widened. */
const TREATMENTS: readonly Treatment[] = [
  equalise(['lowShelf', 250, 5], ['highShelf', 1500, -5]),
  equalise(['lowShelf', 250, -5], ['highShelf', 1500, 5]),
  equalise(['lowShelf', 150, 5], ['peaking', 1000, -4], ['highShelf', 2500, 5]),
  flatter,
  dynamics((over) => 1 / (sqrt(over) * sqrt(sqrt(over)))),
  wider,
  dynamics((over) => over * over),
  (mono) => flatter(wider(mono)),
];

/** Brings the peak of a sound to where Chromaprint reads it well. */
function levelled(mono: Float64Array): Float64Array {
  let peak = 1e-9;
  for (const value of mono) peak = max(peak, value, -value);
  const gain = PEAK / peak;
  return mono.map((value) => value * gain);
}

/**
 * Bits of a copy's fingerprint that no treatment of a master turns: where such a bit differs from the recipe's, the copy sounds
 * of something else. A bit beside its threshold says nothing, and a remaster differs in those alone.
 *
 * @param start frame at which the canonical recording begins in the copy
 * @returns a mask for each item
 */
export async function firmBits(pcm: StereoPcm, start: number): Promise<Uint32Array> {
  const from = Math.round((start * ANCHOR_RATE) / SAMPLE_RATE);
  const length = Math.min(
    FINGERPRINT_SECONDS * ANCHOR_RATE,
    Math.floor((pcm.left.length * ANCHOR_RATE) / SAMPLE_RATE) - from,
  );
  const mono = decimate(pcm, from, max(0, length));
  const sound = levelled(mono);
  const plain = await monoFingerprint(sound, ANCHOR_RATE);
  const firm = new Uint32Array(plain.length).fill(0xffffffff);
  for (const treat of TREATMENTS) {
    const treated = await monoFingerprint(levelled(treat(sound)), ANCHOR_RATE);
    for (let i = 0; i < firm.length; i++)
      firm[i] = (firm[i] as number) & ~((plain[i] as number) ^ (treated[i] ?? 0));
  }
  return firm;
}
