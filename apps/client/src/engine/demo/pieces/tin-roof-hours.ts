import { bars, Hand, type Part } from '../score.ts';
import { ELECTRIC_PIANO, GUITAR, ROUND_BASS, SINGER, vowel } from '../voices.ts';

function rhythm(): Part[] {
  const drums = new Hand(41, 0.085);
  const bass = new Hand(42, 0.085);
  return [
    {
      name: 'Dusty kit',
      stem: 'drums',
      instrument: { type: 'drumkit', kit: 'dusty' },
      gainDb: 0,
      effects: [
        { type: 'saturation', driveDb: 5, mix: 0.5 },
        { type: 'compressor', thresholdDb: -16, ratio: 3, attackMs: 15, releaseMs: 90 },
      ],
      notes: [
        ...drums.hits(36, 'X......o..X.....', bars(1, 11)),
        ...drums.hits(36, '..........-o....', bars(2, 11, 2)),
        ...drums.hits(38, '....X..-....X.-.', bars(1, 11)),
        ...drums.hits(42, 'x.o.x.oox.o.x.o-', bars(1, 11)),
        ...drums.hits(46, '..............x.', bars(4, 11, 4)),
      ],
    },
    {
      name: 'Bass',
      stem: 'bass',
      instrument: ROUND_BASS,
      gainDb: 5,
      notes: [
        ...[1, 5].flatMap((bar) =>
          bass.line(
            'G1:1.5 D2:.5 G2:1 B1:1 E2:1.5 B1:.5 E2:1 G2:1 A1:1.5 E2:.5 A2:1 C3:1 D2:1.5 A1:.5 D2:1 F#2:1',
            bar,
          ),
        ),
        ...bass.line('G1:1.5 D2:.5 G2:1 B1:1 A1:1.5 E2:.5 D2:1 F#2:1 G1:4', 9, 0.8),
      ],
    },
  ];
}

function harmony(): Part[] {
  const keys = new Hand(43, 0.085);
  const turn = ['G3,B3,D4,F#4', 'E3,G3,B3,D4', 'A3,C4,E4,G4', 'D3,F#3,A3,C4'];
  return [
    {
      name: 'Electric piano',
      stem: 'other',
      instrument: ELECTRIC_PIANO,
      gainDb: 4.5,
      effects: [{ type: 'chorus', rateHz: 0.8, depthMs: 2, mix: 0.35 }],
      notes: [
        ...keys.chords(turn.slice(0, 1), 0, 4, 0.55),
        ...[1, 5].flatMap((bar) =>
          turn.flatMap((chord, i) => [
            ...keys.chords([chord], bar + i, 2.5, 0.62),
            ...keys.chords([chord], bar + i + 0.625, 1, 0.45),
          ]),
        ),
        ...keys.chords([turn[0] ?? '', 'A3,C4,E4,G4'], 9, 4, 0.62),
        ...keys.chords(['G3,B3,D4,A4'], 11, 4, 0.55),
      ],
    },
    {
      name: 'Rain',
      stem: 'other',
      instrument: { ...GUITAR, ratio: 4 },
      gainDb: -1.5,
      pan: 0.45,
      effects: [{ type: 'delay', beats: 0.5, feedback: 0.45, mix: 0.35, pingPong: true, highCutHz: 4200 }],
      notes: keys.arpeggio(
        ['G5,B5,D6', 'E5,G5,B5', 'A5,C6,E6', 'F#5,A5,D6', 'G5,B5,D6', 'E5,G5,B5'],
        '..2...1.....0..2',
        3,
        4,
        0.5,
      ),
    },
  ];
}

function singing(): Part[] {
  const voice = new Hand(44, 0.06);
  return [
    {
      name: 'Voice',
      stem: 'vocals',
      instrument: { ...SINGER, glideMs: 90 },
      gainDb: -2,
      effects: [
        vowel('ah', 4200),
        { type: 'delay', beats: 0.75, feedback: 0.28, mix: 0.16, highCutHz: 2600 },
      ],
      notes: [
        ...voice.line(
          'r:1 D5:.5 B4:.5 A4:.5 G4:1.5 r:1 E4:.5 G4:.5 B4:1 A4:1 C5:1.5 B4:.5 A4:1 G4:1 F#4:2 A4:2',
          2,
        ),
        ...voice.line('r:.5 D5:.5 E5:.5 D5:.5 B4:1 G4:1 r:1 B4:.5 D5:.5 E5:2 E5:1 D5:.5 C5:.5 A4:2', 6, 0.8),
        ...voice.line('B4:1 D5:1 G5:1.5 E5:.5 D5:1.5 C5:.5 A4:2 G4:4', 9, 0.82),
      ],
    },
  ];
}

/** G major, slow and swung, dusty drums and a rainy electric piano. */
export function tinRoofHours(): readonly Part[] {
  return [...rhythm(), ...harmony(), ...singing()];
}
