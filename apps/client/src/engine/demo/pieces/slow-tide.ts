import { bars, Hand, type Part } from '../score.ts';
import { ELECTRIC_PIANO, ROUND_BASS, SINGER, vowel, WARM_PAD } from '../voices.ts';

const CHORUS = ['G2,D3,F3,Bb3', 'Bb2,F3,A3,D4', 'D3,A3,C4,F4', 'A2,E3,G3,C#4'];

function rhythm(): Part[] {
  const drums = new Hand(11, 0.03);
  const bass = new Hand(12, 0.03);
  return [
    {
      name: 'Kit',
      stem: 'drums',
      instrument: { type: 'drumkit', kit: 'room' },
      gainDb: 0,
      effects: [{ type: 'reverb', decaySeconds: 0.7, mix: 0.12, damping: 0.6 }],
      notes: [
        ...drums.hits(36, 'X.....o...x.....', bars(2, 13)),
        ...drums.hits(38, '........X......-', bars(2, 13)),
        ...drums.hits(42, 'o.-.o.-.o.-.o.--', bars(2, 8)),
        ...drums.hits(51, 'x.o.x.o.x.o.x.oo', bars(8, 13)),
        ...drums.hits(45, '............xoo.', [7, 12]),
        ...drums.hits(49, 'X...............', [2, 8, 13]),
      ],
    },
    {
      name: 'Bass',
      stem: 'bass',
      instrument: ROUND_BASS,
      gainDb: 6,
      notes: [
        ...[2, 6].flatMap((bar) =>
          bass.line(
            'D2:1.5 D2:.5 A2:1 C3:1 Bb1:1.5 Bb1:.5 F2:1 A2:1 F2:1.5 F2:.5 C3:1 E2:1 C2:1.5 C2:.5 G2:1 E2:1',
            bar,
          ),
        ),
        ...bass.line('G1:1.5 G2:.5 D2:2 Bb1:1.5 Bb2:.5 F2:2 D2:1.5 D3:.5 A2:1 F2:1 D2:4', 10, 0.8),
      ],
    },
  ];
}

function harmony(): Part[] {
  const keys = new Hand(13, 0.03);
  const verse = ['D3,A3,C4,F4', 'Bb2,F3,A3,D4', 'F3,A3,C4,E4', 'C3,G3,Bb3,E4'];
  return [
    {
      name: 'Pad',
      stem: 'other',
      instrument: WARM_PAD,
      gainDb: 0,
      effects: [{ type: 'chorus', rateHz: 0.35, depthMs: 3, mix: 0.4 }],
      notes: [
        ...keys.chords(verse.slice(0, 2), 0, 4),
        ...keys.chords(verse, 2, 4),
        ...keys.chords(verse, 6, 4),
        ...keys.chords(CHORUS, 10, 4, 0.66),
      ],
    },
    {
      name: 'Electric piano',
      stem: 'other',
      instrument: ELECTRIC_PIANO,
      gainDb: 2,
      pan: 0.2,
      effects: [{ type: 'delay', beats: 0.75, feedback: 0.35, mix: 0.22, pingPong: true, highCutHz: 3600 }],
      notes: [
        ...keys.arpeggio(verse.slice(0, 2), '0.2.3.1.2.3.1.2.', 0, 4, 0.5),
        ...keys.arpeggio(verse, '0.2.3...2.1.3...', 6, 4, 0.55),
        ...keys.arpeggio(CHORUS, '0.1.2.3.2.1.3.2.', 10, 4, 0.6),
      ],
    },
  ];
}

function singing(): Part[] {
  const voice = new Hand(14);
  return [
    {
      name: 'Voice',
      stem: 'vocals',
      instrument: SINGER,
      gainDb: -1,
      effects: [
        vowel('ah'),
        { type: 'chorus', rateHz: 5.2, depthMs: 0.35, mix: 0.5, delayMs: 6 },
        { type: 'reverb', decaySeconds: 1.6, mix: 0.2 },
      ],
      notes: [
        ...voice.line('r:1 A4:1 C5:1 A4:1 F4:2 G4:1 A4:1 r:1 C5:1 D5:1 C5:1 G4:3 r:1', 4),
        ...voice.line('r:1 A4:.5 A4:.5 C5:1 D5:1 F5:1.5 D5:.5 C5:2', 8),
        ...voice.line('Bb4:1.5 D5:.5 F5:2 D5:1 C5:1 A4:2 F4:1 A4:1 D5:2 D5:4', 10, 0.85),
      ],
    },
  ];
}

/** D minor, half-time, tides of pad under a slow voice. Two bars alone, verse, a bar of breath, chorus, end. */
export function slowTide(): readonly Part[] {
  return [...rhythm(), ...harmony(), ...singing()];
}
