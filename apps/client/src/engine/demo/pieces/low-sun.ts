import { bars, Hand, type Part } from '../score.ts';
import { BELL, PLUCK_BASS, SINGER, STAB, vowel } from '../voices.ts';

function rhythm(): Part[] {
  const drums = new Hand(51, 0.02);
  const bass = new Hand(52, 0.02);
  const groove = [...bars(0, 8), ...bars(10, 16)];
  return [
    {
      name: 'Machine',
      stem: 'drums',
      instrument: { type: 'drumkit', kit: 'machine' },
      gainDb: -4,
      notes: [
        ...drums.hits(36, 'X...X...X...X...', groove),
        ...drums.hits(39, '....x.......x...', bars(2, 8).concat(bars(10, 16))),
        ...drums.hits(42, 'o-o-o-o-o-o-o-o-', groove),
        ...drums.hits(46, '..x...x...x...x.', bars(4, 8).concat(bars(10, 15))),
        ...drums.hits(75, '...o..o....o..o.', bars(4, 16)),
        ...drums.hits(38, 'o.o.o.o.xxxxXXXX', [9]),
        ...drums.hits(49, 'X...............', [10]),
      ],
    },
    {
      name: 'Bass',
      stem: 'bass',
      instrument: PLUCK_BASS,
      gainDb: 1,
      notes: [4, 10].flatMap((bar) =>
        bass.arpeggio(
          ['F1,F2,C2', 'D1,D2,A1', 'Bb0,Bb1,F1', 'C1,C2,G1'].concat(bar === 10 ? ['F1,F2,C2'] : []),
          '..0.1.0...0.1.02',
          bar,
          4,
          0.78,
        ),
      ),
    },
  ];
}

function harmony(): Part[] {
  const keys = new Hand(53, 0.02);
  const turn = ['F3,A3,C4,E4', 'D3,F3,A3,C4', 'Bb2,D3,F3,A3', 'C3,E3,G3,Bb3'];
  return [
    {
      name: 'Stabs',
      stem: 'other',
      instrument: STAB,
      gainDb: 1,
      effects: [
        { type: 'delay', beats: 0.75, feedback: 0.4, mix: 0.25, pingPong: true, highCutHz: 5000 },
        { type: 'filter', mode: 'lowPass', hz: 9000, q: 0.8 },
      ],
      notes: [0, 4, 8, 12].flatMap((bar) =>
        turn.flatMap((chord, i) =>
          [0, 0.75, 1.5, 2.75].flatMap((beat) =>
            keys.chords([chord], bar + i + beat / 4, 0.3, bar === 8 ? 0.5 : 0.68),
          ),
        ),
      ),
    },
    {
      name: 'Glass',
      stem: 'other',
      instrument: BELL,
      gainDb: -4,
      pan: -0.3,
      effects: [{ type: 'reverb', decaySeconds: 2.5, mix: 0.35 }],
      notes: [8, 12].flatMap((bar) =>
        keys.arpeggio(['F5,A5,C6', 'D5,F5,A5', 'Bb4,D5,F5', 'C5,E5,G5'], '0..1..2.0..1..2.', bar, 4, 0.6),
      ),
    },
  ];
}

function singing(): Part[] {
  const voice = new Hand(54);
  return [
    {
      name: 'Voice',
      stem: 'vocals',
      instrument: SINGER,
      gainDb: 2,
      effects: [
        vowel('ee', 6500),
        { type: 'delay', beats: 0.5, feedback: 0.35, mix: 0.2, highCutHz: 3500 },
        { type: 'reverb', decaySeconds: 1.4, mix: 0.18 },
      ],
      notes: [
        ...voice.line(
          'C5:.5 C5:.5 A4:1 r:2 r:1 A4:.5 C5:.5 D5:1 r:1 F5:1.5 D5:.5 C5:1 A4:1 G4:2 r:2',
          4,
          0.78,
        ),
        ...voice.line('A4:3 C5:1 D5:4', 8, 0.7),
        ...voice.line(
          'F5:1 E5:.5 C5:.5 A4:1 r:1 r:1 D5:.5 E5:.5 F5:1 A4:1 Bb4:1 D5:1 F5:1 D5:1 E5:1.5 D5:.5 C5:2 F5:4',
          10,
          0.84,
        ),
      ],
    },
  ];
}

/** F major, four on the floor: a build, a break at bar 8 with the filter closed, and everything after it. */
export function lowSun(): readonly Part[] {
  return [...rhythm(), ...harmony(), ...singing()];
}
