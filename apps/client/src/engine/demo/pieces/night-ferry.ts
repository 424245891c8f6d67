import { bars, Hand, type Part } from '../score.ts';
import { CHOIR, PLUCK_BASS, SINGER, vowel, WARM_PAD } from '../voices.ts';

const HYMN = ['A3,C4,E4', 'F3,A3,C4', 'G3,B3,D4', 'E3,G#3,B3'];

function rhythm(): Part[] {
  const drums = new Hand(31);
  const bass = new Hand(32);
  return [
    {
      name: 'Engine',
      stem: 'drums',
      instrument: { type: 'drumkit', kit: 'room', tuneSemitones: -3 },
      gainDb: -3,
      effects: [{ type: 'reverb', decaySeconds: 1.1, mix: 0.16, damping: 0.7 }],
      notes: [
        ...drums.hits(35, 'X...x...x...x...', bars(1, 13)),
        ...drums.hits(41, '..o..o....o..o.o', bars(1, 13)),
        ...drums.hits(45, '...-......-...x.', bars(3, 13)),
        ...drums.hits(38, '....x.......X...', bars(6, 13)),
        ...drums.hits(54, '--o---o---o---o-', bars(6, 13)),
        ...drums.hits(57, 'x...............', [6, 10, 13]),
      ],
    },
    {
      name: 'Bass',
      stem: 'bass',
      instrument: PLUCK_BASS,
      gainDb: -1,
      effects: [{ type: 'saturation', driveDb: 4, mix: 0.4 }],
      notes: [2, 6, 10].flatMap((bar) =>
        bass.arpeggio(
          bar === 10
            ? ['A1,E2,A2', 'F1,C2,F2', 'E1,B1,E2']
            : ['A1,E2,A2', 'F1,C2,F2', 'G1,D2,G2', 'E1,B1,E2'],
          '0.0.1.0.0.2.1.0.',
          bar,
          4,
          0.72,
        ),
      ),
    },
  ];
}

function harmony(): Part[] {
  const organ = new Hand(33);
  return [
    {
      name: 'Organ',
      stem: 'other',
      instrument: WARM_PAD,
      gainDb: -2,
      notes: [2, 6]
        .flatMap((bar) => organ.chords(HYMN, bar, 4, 0.55))
        .concat(organ.chords(['A2,E3,A3', 'F2,C3,A3', 'E2,B2,G#3', 'A2,E3,C4'], 10, 4)),
    },
    {
      name: 'Foghorn',
      stem: 'other',
      instrument: {
        type: 'fm',
        ratio: 0.5,
        index: 3,
        feedback: 0.4,
        amplitude: { attackMs: 180, decayMs: 700, sustain: 0.6, releaseMs: 500 },
      },
      gainDb: -2,
      pan: -0.4,
      effects: [{ type: 'filter', mode: 'lowPass', hz: 900, q: 0.9 }],
      notes: organ.line('A2:3 r:1 E3:3 r:1', 0, 0.8).concat(organ.line('A2:3 r:5 A2:3 r:5', 6, 0.7)),
    },
  ];
}

function singing(): Part[] {
  const choir = new Hand(34);
  const high = ['A3,E4,A4', 'F3,C4,A4', 'C4,E4,G4', 'G3,D4,B4'];
  return [
    {
      name: 'Choir',
      stem: 'vocals',
      instrument: CHOIR,
      gainDb: -7,
      effects: [vowel('ah', 4600), { type: 'reverb', decaySeconds: 2.8, mix: 0.3, preDelayMs: 25 }],
      notes: [
        ...choir.chords(HYMN, 2, 4, 0.62),
        ...choir.chords(high, 6, 4, 0.68),
        ...choir.chords(['A3,E4,C5', 'F3,C4,A4', 'E3,B3,G#4', 'A3,E4,A4'], 10, 4, 0.7),
      ],
    },
    {
      name: 'Cantor',
      stem: 'vocals',
      instrument: SINGER,
      gainDb: -6,
      pan: 0.1,
      effects: [vowel('oh'), { type: 'delay', beats: 0.75, feedback: 0.3, mix: 0.18, highCutHz: 2800 }],
      notes: [
        ...choir.line('r:2 E5:1 C5:1 A4:2 C5:1 A4:1 B4:2 D5:1 B4:1 G#4:3 r:1', 6, 0.8),
        ...choir.line('E5:1.5 D5:.5 C5:2 A4:1.5 C5:.5 F5:2 E5:2 D5:1 B4:1 A4:4', 10, 0.85),
      ],
    },
  ];
}

/** A minor, a choir over a rolling engine of toms and bass; one voice steps out for the second half. */
export function nightFerry(): readonly Part[] {
  return [...rhythm(), ...harmony(), ...singing()];
}
