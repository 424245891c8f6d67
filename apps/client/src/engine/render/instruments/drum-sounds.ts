/** How one percussion sound is made: a falling tone, filtered noise, a metallic cluster, a click. */
export interface DrumSound {
  /** Tone: resting frequency, how many octaves higher it starts, and the time its pitch and level take to fall. */
  readonly hz: number;
  readonly dropOctaves: number;
  readonly dropMs: number;
  readonly toneMs: number;
  readonly tone: number;
  /** Noise through a band-pass or high-pass. */
  readonly noise: number;
  readonly noiseMs: number;
  readonly noiseHz: number;
  readonly noiseQ: number;
  readonly noiseMode: 'bandPass' | 'highPass';
  /** Six inharmonic square waves through the same filter. */
  readonly metal: number;
  /** Extra bursts before the main one, 11 ms apart: hands clapping. */
  readonly bursts: number;
  /** −1 left … 1 right. */
  readonly pan: number;
  /** Sounds of one group cut each other off; 0 is none. */
  readonly choke: number;
}

const BASE: DrumSound = {
  hz: 200,
  dropOctaves: 0,
  dropMs: 30,
  toneMs: 100,
  tone: 0,
  noise: 0,
  noiseMs: 100,
  noiseHz: 6000,
  noiseQ: 0.7,
  noiseMode: 'bandPass',
  metal: 0,
  bursts: 0,
  pan: 0,
  choke: 0,
};

const sound = (part: Partial<DrumSound>): DrumSound => ({ ...BASE, ...part });

const kick = (part: Partial<DrumSound> = {}): DrumSound =>
  sound({
    hz: 49,
    dropOctaves: 2.4,
    dropMs: 55,
    toneMs: 380,
    tone: 1,
    noise: 0.18,
    noiseMs: 12,
    noiseHz: 3200,
    ...part,
  });
const snare = (part: Partial<DrumSound> = {}): DrumSound =>
  sound({
    hz: 182,
    dropOctaves: 0.6,
    dropMs: 40,
    toneMs: 150,
    tone: 0.5,
    noise: 0.75,
    noiseMs: 190,
    noiseHz: 2600,
    noiseQ: 0.5,
    noiseMode: 'highPass',
    ...part,
  });
const hat = (noiseMs: number, part: Partial<DrumSound> = {}): DrumSound =>
  sound({
    noise: 0.3,
    metal: 0.3,
    noiseMs,
    noiseHz: 7800,
    noiseQ: 0.8,
    noiseMode: 'highPass',
    pan: 0.2,
    choke: 1,
    ...part,
  });
const tom = (hz: number, pan: number): DrumSound =>
  sound({
    hz,
    dropOctaves: 0.9,
    dropMs: 70,
    toneMs: 420,
    tone: 0.75,
    noise: 0.1,
    noiseMs: 40,
    noiseHz: 1800,
    pan,
  });
const cymbal = (noiseMs: number, part: Partial<DrumSound> = {}): DrumSound =>
  sound({
    noise: 0.35,
    metal: 0.28,
    noiseMs,
    noiseHz: 5200,
    noiseQ: 0.5,
    noiseMode: 'highPass',
    pan: -0.25,
    ...part,
  });
const skin = (hz: number, pan: number): DrumSound =>
  sound({
    hz,
    dropOctaves: 0.25,
    dropMs: 20,
    toneMs: 160,
    tone: 0.6,
    noise: 0.15,
    noiseMs: 14,
    noiseHz: 2500,
    pan,
  });
const stick = (hz: number, part: Partial<DrumSound> = {}): DrumSound =>
  sound({ hz, toneMs: 45, tone: 0.5, noise: 0.2, noiseMs: 10, noiseHz: 4200, ...part });
const shaker = (noiseMs: number, noiseHz: number, pan: number): DrumSound =>
  sound({ noise: 0.5, noiseMs, noiseHz, noiseQ: 1.2, pan });

/** Sounds by key of the General MIDI percussion map (GM 1, "Percussion Key Map"). */
const SOUNDS: ReadonlyMap<number, DrumSound> = new Map([
  [35, kick({ hz: 43, toneMs: 460 })],
  [36, kick()],
  [37, stick(820, { noise: 0.35 })],
  [38, snare()],
  [39, sound({ noise: 0.8, noiseMs: 170, noiseHz: 1500, noiseQ: 1.1, bursts: 3 })],
  [40, snare({ hz: 220, toneMs: 110, noiseMs: 140 })],
  [41, tom(78, -0.45)],
  [42, hat(55)],
  [43, tom(96, -0.3)],
  [44, hat(75, { noise: 0.22 })],
  [45, tom(118, -0.1)],
  [46, hat(420)],
  [47, tom(146, 0.1)],
  [48, tom(178, 0.3)],
  [49, cymbal(1700)],
  [50, tom(212, 0.45)],
  [51, cymbal(900, { noise: 0.14, noiseHz: 6800, pan: 0.35 })],
  [52, cymbal(1100, { metal: 0.45, noiseHz: 3800 })],
  [53, cymbal(700, { hz: 880, tone: 0.3, toneMs: 600, noise: 0.08, pan: 0.35 })],
  [54, shaker(130, 8800, 0.3)],
  [55, cymbal(600, { noiseHz: 7000 })],
  [
    56,
    sound({ hz: 562, toneMs: 220, tone: 0.4, metal: 0.2, noiseMs: 160, noiseHz: 2200, noiseQ: 2, pan: 0.15 }),
  ],
  [57, cymbal(1500, { pan: 0.3 })],
  [59, cymbal(850, { noise: 0.14, pan: -0.35 })],
  [60, skin(392, 0.3)],
  [61, skin(294, 0.25)],
  [62, skin(262, -0.3)],
  [63, skin(233, -0.25)],
  [64, skin(175, -0.2)],
  [69, shaker(95, 5200, -0.3)],
  [70, shaker(45, 7200, -0.35)],
  [75, stick(2480, { noise: 0.05 })],
  [76, stick(1320)],
  [77, stick(980)],
  [80, sound({ metal: 0.2, noiseMs: 120, noiseHz: 9000, noiseMode: 'highPass', pan: 0.4, choke: 2 })],
  [81, sound({ metal: 0.2, noiseMs: 900, noiseHz: 9000, noiseMode: 'highPass', pan: 0.4, choke: 2 })],
  [82, shaker(70, 6400, 0.3)],
]);

const OTHER = stick(1760);

/** The sound of a key; keys without their own are a short stick. */
export function drumSound(key: number): DrumSound {
  return SOUNDS.get(key) ?? OTHER;
}
