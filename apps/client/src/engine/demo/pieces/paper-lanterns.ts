import { bars, Hand, type Part } from '../score.ts';
import { BELL, GUITAR, ROUND_BASS, SINGER, vowel } from '../voices.ts';

function rhythm(): Part[] {
  const drums = new Hand(21, 0.05);
  const bass = new Hand(22, 0.05);
  return [
    {
      name: 'Percussion',
      stem: 'drums',
      instrument: { type: 'drumkit', kit: 'dusty' },
      gainDb: 0.5,
      notes: [
        ...drums.hits(36, 'X..o..x.....o...', bars(2, 13)),
        ...drums.hits(37, '....x.......x..-', bars(2, 13)),
        ...drums.hits(70, 'x-o-x-o-x-o-x-oo', bars(1, 13)),
        ...drums.hits(39, '....x.......x...', bars(9, 13)),
        ...drums.hits(64, '..o...o...o..xo.', bars(5, 13, 2)),
        ...drums.hits(81, 'o...............', [0, 4, 8, 12]),
      ],
    },
    {
      name: 'Bass',
      stem: 'bass',
      instrument: ROUND_BASS,
      gainDb: 5,
      notes: [2, 6, 10].flatMap((bar) =>
        bass.line(
          bar === 10
            ? 'E2:1 r:.5 E2:.5 B2:1 G2:1 C2:1 r:.5 C2:.5 G2:1 E2:1 G2:2 D3:1 B2:1 E2:4'
            : 'E2:1 r:.5 E2:.5 B2:1 E2:1 C2:1 r:.5 C2:.5 G2:1 B1:1 G1:1 r:.5 G2:.5 D2:1 G2:1 D2:1 r:.5 D2:.5 A2:1 F#2:1',
          bar,
        ),
      ),
    },
  ];
}

function harmony(): Part[] {
  const strings = new Hand(23, 0.05);
  const turn = ['E3,G3,B3,D4', 'C3,G3,B3,E4', 'G3,B3,D4,F#4', 'D3,F#3,A3,E4'];
  return [
    {
      name: 'Guitar',
      stem: 'other',
      instrument: GUITAR,
      gainDb: 0.5,
      pan: -0.25,
      notes: [
        ...strings.arpeggio(turn.slice(0, 2), '0.2.1.3.2.1.3.2.', 0, 4, 0.62),
        ...[2, 6].flatMap((bar) => strings.arpeggio(turn, '0.2.13.20.2.13.2', bar, 4, 0.6)),
        ...strings.arpeggio(turn.slice(0, 3), '0.2.13.20.2.13.2', 10, 4, 0.68),
        ...strings.chords(['E3,G3,B3,E4'], 13, 4, 0.6),
      ],
    },
    {
      name: 'Bells',
      stem: 'other',
      instrument: BELL,
      gainDb: -3.5,
      pan: 0.35,
      effects: [{ type: 'reverb', decaySeconds: 2.2, mix: 0.3, preDelayMs: 20 }],
      notes: [
        ...strings.line('B5:1 r:1 E6:1 r:1 D6:1 r:1 B5:1 r:1', 0, 0.6),
        ...strings.line('r:2 B5:.5 D6:.5 E6:1 r:4 r:2 F#6:.5 E6:.5 D6:1 r:4', 6, 0.55),
        ...strings.line('E6:1 D6:1 B5:2 G5:1 B5:1 E6:2 D6:1 B5:1 F#5:2 E6:4', 10, 0.6),
      ],
    },
  ];
}

function singing(): Part[] {
  const voice = new Hand(24);
  return [
    {
      name: 'Voice',
      stem: 'vocals',
      instrument: SINGER,
      gainDb: -3.5,
      effects: [
        vowel('oh', 6000),
        { type: 'delay', beats: 1, feedback: 0.25, mix: 0.14, highCutHz: 3000 },
        { type: 'reverb', decaySeconds: 1.2, mix: 0.16 },
      ],
      notes: [
        ...voice.line('r:.5 B4:.5 D5:1 E5:1 D5:1 B4:2 G4:1 A4:1 B4:2 D5:1 B4:1 A4:3 r:1', 2),
        ...voice.line('r:.5 E5:.5 G5:1 F#5:1 E5:1 D5:2 B4:1 D5:1 E5:1 D5:1 B4:1 A4:1 F#4:3 r:1', 6, 0.8),
        ...voice.line('>E5:1.5 G5:.5 F#5:1 E5:1 >E5:1.5 D5:.5 B4:2 D5:1 B4:1 A4:1 F#4:1 E4:4', 10, 0.82),
      ],
    },
  ];
}

/** E minor, light and plucked: bells, a picked guitar, brushes of shaker, a voice on an open vowel. */
export function paperLanterns(): readonly Part[] {
  return [...rhythm(), ...harmony(), ...singing()];
}
