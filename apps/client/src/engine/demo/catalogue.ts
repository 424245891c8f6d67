/** One piece of the demo library, as a provider lists it. */
export interface DemoRecording {
  readonly isrc: string;
  readonly title: string;
  readonly artist: string;
  readonly durationMs: number;
  readonly bpm: number;
  readonly key: string;
  /** Beat, and the second it falls on. */
  readonly beatgrid: readonly (readonly [beat: number, second: number])[];
}

/** Beats per bar of every piece. */
export const BEATS_PER_BAR = 4;
/** Time after the last bar for the room to fall silent. */
const RING_OUT_SECONDS = 2;

interface Facts {
  readonly isrc: string;
  readonly title: string;
  readonly artist: string;
  readonly bpm: number;
  readonly key: string;
  readonly bars: number;
}

function describe({ isrc, title, artist, bpm, key, bars }: Facts): DemoRecording {
  const beats = bars * BEATS_PER_BAR;
  const seconds = (beats * 60) / bpm;
  const durationMs = Math.round((seconds + RING_OUT_SECONDS) * 1000);
  return {
    isrc,
    title,
    artist,
    durationMs,
    bpm,
    key,
    beatgrid: [
      [0, 0],
      [beats, seconds],
    ],
  };
}

/** Original pieces, made on the device when they are asked for. Their people are invented, their ISRCs unassigned. */
export const demoCatalogue: readonly DemoRecording[] = [
  { isrc: 'QZFLP2600001', title: 'Slow Tide', artist: 'Marrow & Pine', bpm: 108, key: 'D:min', bars: 14 },
  {
    isrc: 'QZFLP2600002',
    title: 'Paper Lanterns',
    artist: 'Ines Vauquel',
    bpm: 107.5,
    key: 'E:min',
    bars: 14,
  },
  {
    isrc: 'QZFLP2600003',
    title: 'Night Ferry',
    artist: 'The Lowland Choir',
    bpm: 112,
    key: 'A:min',
    bars: 14,
  },
  { isrc: 'QZFLP2600004', title: 'Tin Roof Hours', artist: 'Koda Ferrant', bpm: 92, key: 'G:maj', bars: 12 },
  { isrc: 'QZFLP2600005', title: 'Low Sun', artist: 'Petra Olsund', bpm: 124, key: 'F:maj', bars: 16 },
].map(describe);
