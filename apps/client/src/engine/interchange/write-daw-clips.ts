import type { Clip, TempoMap, Track } from '@flipside/recipe';
import { SAMPLE_RATE } from '../types.ts';
import { soundPath, type DawSound } from './daw-names.ts';
import { beatAt } from './warp.ts';
import { element, type XmlElement } from './xml.ts';

/** What is known of a file of sound: its length in seconds. */
export type SoundLengths = (sound: DawSound) => number;

const soundOf = (clip: Clip): DawSound =>
  'layer' in clip
    ? { kind: 'layer', layer: clip.layer }
    : { kind: 'stem', source: clip.source, stem: clip.stem };

/** A level as a factor. */
export const linear = (decibels: number): number => Math.pow(10, decibels / 20);

function audioElement(sound: DawSound, lengths: SoundLengths): XmlElement {
  const attributes = { channels: 2, duration: lengths(sound), sampleRate: SAMPLE_RATE, algorithm: 'stretch' };
  const file = element('File', { path: soundPath(sound), external: false });
  return element('Audio', { timeUnit: 'seconds', ...attributes }, [file]);
}

/** What a clip does to its sound beside fading it, as points of its own. */
function expressions({ gainDb = 0, semitones = 0 }: Clip, playStart: number): XmlElement[] {
  const point = (expression: string, unit: string, value: number): XmlElement =>
    element('Points', { unit }, [
      element('Target', { expression }),
      element('RealPoint', { time: playStart, value, interpolation: 'hold' }),
    ]);
  return [
    ...(gainDb === 0 ? [] : [point('gain', 'linear', linear(gainDb))]),
    ...(semitones === 0 ? [] : [point('transpose', 'semitones', semitones)]),
  ];
}

/**
 * A clip of sound. Without a warp its content runs in seconds of the recording, with one in beats; either begins where
 * the clip hears it first.
 */
export function audioClip(clip: Clip, tempo: TempoMap, lengths: SoundLengths): XmlElement {
  const { at, length, warp, loop, mute, fadeIn, fadeOut } = clip;
  const sound = audioElement(soundOf(clip), lengths);
  const unit = warp === undefined ? 'seconds' : 'beats';
  const playStart = warp === undefined ? clip.in : beatAt(warp, clip.in);
  const content =
    warp === undefined
      ? sound
      : element('Warps', { timeUnit: 'beats', contentTimeUnit: 'seconds' }, [
          sound,
          ...warp.map(([time, contentTime]) => element('Warp', { time, contentTime })),
        ]);
  const started = tempo.beatToSeconds(at);
  /** Beats from the clip's start, in the unit of its content. */
  const inside = (beats: number): number =>
    playStart + (warp === undefined ? tempo.beatToSeconds(at + beats) - started : beats);
  const points = expressions(clip, playStart);
  const attributes = {
    ...{ time: at, duration: length, contentTimeUnit: unit, playStart },
    loopStart: loop ? inside(loop[0]) : undefined,
    loopEnd: loop ? inside(loop[1]) : undefined,
    fadeTimeUnit: 'beats',
    ...{ fadeInTime: fadeIn ?? 0, fadeOutTime: fadeOut ?? 0 },
    enable: mute === true ? false : undefined,
  };
  const child = points.length === 0 ? content : element('Lanes', {}, [content, ...points]);
  return element('Clip', attributes, [child]);
}

/** All notes of a track as one clip; null when it has none. */
export function noteClip({ notes = [] }: Track): XmlElement | null {
  if (notes.length === 0) return null;
  const end = Math.max(...notes.map(({ at, length }) => at + length));
  const played = notes.map(({ at, length, key, velocity }) =>
    element('Note', { time: at, duration: length, channel: 0, key, vel: velocity }),
  );
  return element('Clip', { time: 0, duration: end, playStart: 0 }, [element('Notes', {}, played)]);
}
