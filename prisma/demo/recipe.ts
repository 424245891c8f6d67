import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clip, Note, Recipe, Source, Track } from '@flipside/recipe';
import type { ArrangedClip, ArrangedTrack, Arrangement } from './arrangements.ts';

const BEATS_PER_BAR = 4;

type DescribedSource = Omit<Source, 'id'>;

/** The demo library as recipes name it, made by `scripts/demo-sources.ts`. */
const SOURCES = JSON.parse(
  readFileSync(join(import.meta.dirname, 'sources.json'), 'utf8'),
) as readonly DescribedSource[];

function sourceOf(isrc: string): DescribedSource & { readonly bpm: number } {
  const found = SOURCES.find((source) => source.isrc[0] === isrc);
  if (found?.bpm === undefined) throw new Error(`the demo library has no ${isrc}`);
  return { ...found, bpm: found.bpm };
}

/** The source follows the flip's tempo: its beats are laid on the flip's. */
function toClip(arranged: ArrangedClip, id: string): Clip {
  const { stem, at, bars, from, semitones, reverse } = arranged;
  const secondsPerBeat = 60 / sourceOf(arranged.source).bpm;
  const start = from * BEATS_PER_BAR * secondsPerBeat;
  const length = bars * BEATS_PER_BAR;
  return {
    source: id,
    stem,
    at: at * BEATS_PER_BAR,
    length,
    in: start,
    warp: [
      [0, start],
      [length, start + length * secondsPerBeat],
    ],
    ...(semitones !== undefined && { semitones }),
    ...(reverse !== undefined && { reverse }),
    fadeIn: 0.05,
    fadeOut: 0.1,
  };
}

function toTrack(arranged: ArrangedTrack, index: number, idOf: (isrc: string) => string): Track {
  const { name, gainDb, pan, effects, clips, instrument, notes } = arranged;
  return {
    id: `t${index + 1}`,
    name,
    gainDb: gainDb ?? 0,
    pan: pan ?? 0,
    ...(effects && { effects }),
    ...(clips && { clips: clips.map((clip) => toClip(clip, idOf(clip.source))) }),
    ...(instrument && { instrument }),
    ...(notes && {
      notes: notes.map(([at, length, key, velocity]): Note => ({ at, length, key, velocity })),
    }),
  };
}

/** The unsigned recipe of an arrangement of the demo library. */
export function demoFlip(arrangement: Arrangement): Recipe {
  const isrcs = [
    ...new Set(arrangement.tracks.flatMap(({ clips }) => clips?.map(({ source }) => source) ?? [])),
  ];
  const idOf = (isrc: string): string => `s${isrcs.indexOf(isrc) + 1}`;
  return {
    type: 'RemixRecipe',
    version: '1',
    title: arrangement.title,
    language: 'en',
    engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: 44_100, blockSize: 4096 },
    tempo: [{ beat: 0, bpm: arrangement.bpm }],
    timeSignature: [4, 4],
    key: arrangement.key,
    markers: arrangement.markers.map(([bar, name]) => ({ at: bar * BEATS_PER_BAR, name })),
    sources: isrcs.map((isrc) => ({ id: idOf(isrc), ...sourceOf(isrc) })),
    separation: { model: 'builtin-1' },
    tracks: arrangement.tracks.map((track, index) => toTrack(track, index, idOf)),
    master: { limiter: { ceilingDb: -1 } },
    provenance: { parents: [], supersedes: null },
  };
}
