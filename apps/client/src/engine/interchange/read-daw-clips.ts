import type { Clip, Note, TempoMap } from '@flipside/recipe';
import { soundOfPath } from './daw-names.ts';
import { secondAt, type WarpPoint } from './warp.ts';
import type { XmlElement } from './xml.ts';

type Unit = 'beats' | 'seconds';

/** Repetitions of a looped clip that are written out, at most. */
const MOST_ROUNDS = 4096;
/** Groups within groups. */
const MOST_DEPTH = 32;
/** Beats closer than this are one. */
const SAME = 1e-6;

/** A number without what its way through another unit did to it. */
export const rounded = (value: number): number => Math.round(value * 1e9) / 1e9;

/** A factor as a level. */
export const decibels = (factor: number): number =>
  Math.max(-120, rounded(20 * Math.log10(Math.max(1e-6, factor))));

/** What of a project cannot become a recipe: a file that is no stem of a flip, or a clip that makes no sense. */
export class DawProjectError extends Error {
  override readonly name = 'DawProjectError';
}

export const childrenOf = ({ children }: XmlElement, ...names: readonly string[]): readonly XmlElement[] =>
  children.filter((child): child is XmlElement => typeof child !== 'string' && names.includes(child.name));

/** A number of an attribute; null when it is not there. @throws DawProjectError when it is none */
export function numberOf({ name, attributes }: XmlElement, key: string): number | null {
  const text = attributes[key];
  if (text === undefined) return null;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new DawProjectError(`${name} has ${key}="${text.slice(0, 40)}", which is no number.`);
  return value;
}

function unitOf({ attributes }: XmlElement, key: string, inherited: Unit): Unit {
  const unit = attributes[key];
  return unit === 'beats' || unit === 'seconds' ? unit : inherited;
}

/** A stretch of the arrangement in beats, and the time of the content at its start. */
interface Stretch {
  readonly at: number;
  readonly length: number;
  readonly content: number;
}

/** A clip that stands in the arrangement, however deep it was nested. */
interface Placed extends Stretch {
  /** Unit of the content's times. */
  readonly unit: Unit;
  readonly loop: readonly [number, number] | null;
  readonly fadeIn: number;
  readonly fadeOut: number;
  readonly isMuted: boolean;
}

/** What was found on the lanes of one track. */
export interface FoundClips {
  readonly clips: Clip[];
  readonly notes: Note[];
  /** `Points` with a parameter for a target, in beats of the arrangement. */
  readonly points: XmlElement[];
  readonly foreign: Set<string>;
}

/** Reads the lanes of a track: clips in clips become what they sound like in the arrangement. */
export class LaneReader {
  readonly found: FoundClips = { clips: [], notes: [], points: [], foreign: new Set() };
  readonly #tempo: TempoMap;

  constructor(tempo: TempoMap) {
    this.#tempo = tempo;
  }

  /** A timeline at the top of a track's lanes. */
  lanes(timeline: XmlElement, inherited: Unit): void {
    const unit = unitOf(timeline, 'timeUnit', inherited);
    if (timeline.name === 'Lanes')
      for (const child of childrenOf(timeline, 'Lanes', 'Clips', 'Notes', 'Points')) this.lanes(child, unit);
    else if (timeline.name === 'Points') this.found.points.push(timeline);
    else if (timeline.name === 'Notes') {
      const whole = {
        at: 0,
        length: Infinity,
        content: 0,
        unit,
        loop: null,
        fadeIn: 0,
        fadeOut: 0,
        isMuted: false,
      };
      this.#notes(timeline, whole);
    } else {
      for (const clip of childrenOf(timeline, 'Clip')) this.#topClip(clip, unit);
    }
  }

  #topClip(clip: XmlElement, unit: Unit): void {
    const time = numberOf(clip, 'time') ?? 0;
    const at = unit === 'beats' ? time : this.#tempo.secondsToBeat(time);
    this.#clip(clip, unit, { at, length: Infinity, content: time }, 0, false);
  }

  /** Beats of so much of a content's time, from a beat of the arrangement on. */
  #beats(unit: Unit, amount: number, at: number): number {
    if (unit === 'beats') return amount;
    return this.#tempo.secondsToBeat(this.#tempo.beatToSeconds(at) + amount) - at;
  }

  /** So many beats from a beat of the arrangement on, in a content's time. */
  #amount(unit: Unit, beats: number, at: number): number {
    if (unit === 'beats') return beats;
    return this.#tempo.beatToSeconds(at + beats) - this.#tempo.beatToSeconds(at);
  }

  /**
   * @param unit of the clip's own time and duration
   * @param window the part of the arrangement that it may be heard in, with the time of its timeline at its start
   */
  #clip(clip: XmlElement, unit: Unit, window: Stretch, depth: number, isMuted: boolean): void {
    if (depth > MOST_DEPTH) throw new DawProjectError('Clips are nested too deeply.');
    const contentUnit = unitOf(clip, 'contentTimeUnit', unit);
    const time = numberOf(clip, 'time') ?? 0;
    const playStart = numberOf(clip, 'playStart') ?? 0;
    const begins = window.at + this.#beats(unit, time - window.content, window.at);
    const duration = this.#lengthOf(clip, unit, contentUnit, playStart, begins);
    const at = Math.max(begins, window.at);
    const length = Math.min(begins + duration, window.at + window.length) - at;
    if (!(length > SAME)) return;
    const cut = at - begins;
    const content = playStart + this.#amount(contentUnit, cut, begins);
    const loopStart = numberOf(clip, 'loopStart');
    const loopEnd = numberOf(clip, 'loopEnd');
    const fadeUnit = unitOf(clip, 'fadeTimeUnit', unit);
    const fade = (key: string): number => Math.max(0, this.#beats(fadeUnit, numberOf(clip, key) ?? 0, at));
    const placed: Placed = {
      ...{ at, length, content, unit: contentUnit },
      loop:
        loopStart === null || loopEnd === null || loopEnd - loopStart <= SAME ? null : [loopStart, loopEnd],
      // Where a clip was cut it does not fade.
      fadeIn: cut > SAME ? 0 : fade('fadeInTime'),
      fadeOut: begins + duration - at - length > SAME ? 0 : fade('fadeOutTime'),
      isMuted: isMuted || clip.attributes['enable'] === 'false',
    };
    for (const child of clip.children) if (typeof child !== 'string') this.#content(child, placed, depth, []);
  }

  #lengthOf(clip: XmlElement, unit: Unit, contentUnit: Unit, playStart: number, at: number): number {
    const duration = numberOf(clip, 'duration');
    if (duration !== null) return this.#beats(unit, duration, at);
    const playStop = numberOf(clip, 'playStop');
    return playStop === null ? Infinity : this.#beats(contentUnit, playStop - playStart, at);
  }

  #content(child: XmlElement, placed: Placed, depth: number, beside: readonly XmlElement[]): void {
    if (child.name === 'Lanes') {
      const parts = childrenOf(child, 'Lanes', 'Clips', 'Notes', 'Audio', 'Warps');
      for (const part of parts) this.#content(part, placed, depth + 1, childrenOf(child, 'Points'));
    } else if (child.name === 'Clips') this.#nested(child, placed, depth);
    else if (child.name === 'Notes')
      for (const round of this.#rounds(placed)) this.#notes(child, { ...placed, ...round });
    else if (child.name === 'Audio') this.#audio(child, null, placed, beside);
    else if (child.name === 'Warps') {
      const [audio] = childrenOf(child, 'Audio');
      if (audio !== undefined) this.#audio(audio, child, placed, beside);
    }
  }

  #nested(clips: XmlElement, placed: Placed, depth: number): void {
    const unit = unitOf(clips, 'timeUnit', placed.unit);
    for (const round of this.#rounds(placed))
      for (const clip of childrenOf(clips, 'Clip')) this.#clip(clip, unit, round, depth + 1, placed.isMuted);
  }

  /** A clip from its start to its end, once around its loop after the other. */
  #rounds({ at, length, content, unit, loop }: Placed): readonly Stretch[] {
    if (loop === null) return [{ at, length, content }];
    const rounds: Stretch[] = [];
    let [beat, from] = [at, content];
    while (at + length - beat > SAME) {
      const rest = at + length - beat;
      const until = from < loop[1] ? this.#beats(unit, loop[1] - from, beat) : rest;
      const taken = Math.min(rest, until);
      if (rounds.push({ at: beat, length: taken, content: from }) > MOST_ROUNDS)
        throw new DawProjectError('A clip goes around its loop too often.');
      beat += taken;
      from = loop[0];
    }
    return rounds;
  }

  #notes(notes: XmlElement, placed: Stretch & { readonly unit: Unit; readonly isMuted: boolean }): void {
    if (placed.isMuted) return;
    const unit = unitOf(notes, 'timeUnit', placed.unit);
    for (const note of childrenOf(notes, 'Note')) {
      const begins = placed.at + this.#beats(unit, (numberOf(note, 'time') ?? 0) - placed.content, placed.at);
      const rest = placed.at + placed.length - begins;
      // What was struck before the clip begins is not heard in it.
      if (begins < placed.at - SAME || rest <= SAME) continue;
      this.found.notes.push({
        at: rounded(Math.max(0, begins)),
        length: rounded(Math.min(rest, this.#beats(unit, numberOf(note, 'duration') ?? 0, begins))),
        key: numberOf(note, 'key') ?? 60,
        velocity: numberOf(note, 'vel') ?? 0.8,
      });
    }
  }

  #audio(audio: XmlElement, warps: XmlElement | null, placed: Placed, beside: readonly XmlElement[]): void {
    const path = childrenOf(audio, 'File')[0]?.attributes['path'] ?? '';
    const sound = soundOfPath(path);
    if (sound === null) {
      this.found.foreign.add(path);
      return;
    }
    const what = sound.kind === 'stem' ? { source: sound.source, stem: sound.stem } : { layer: sound.layer };
    const expression = (name: string): number | null => {
      const points = beside.find((one) => childrenOf(one, 'Target')[0]?.attributes['expression'] === name);
      const [first] = points === undefined ? [] : childrenOf(points, 'RealPoint');
      return first === undefined ? null : numberOf(first, 'value');
    };
    const gain = expression('gain');
    const semitones = expression('transpose');
    for (const stretch of this.#sounded(placed, warps)) {
      this.found.clips.push({
        ...what,
        ...stretch,
        ...(gain === null ? {} : { gainDb: Math.min(24, decibels(gain)) }),
        ...(semitones === null ? {} : { semitones }),
        ...(placed.isMuted ? { mute: true } : {}),
        ...(placed.fadeIn > SAME ? { fadeIn: rounded(Math.min(placed.fadeIn, stretch.length)) } : {}),
        ...(placed.fadeOut > SAME ? { fadeOut: rounded(Math.min(placed.fadeOut, stretch.length)) } : {}),
      });
    }
  }

  /** Where and from which second a sound is heard: its own loop where a recipe can say it, else round by round. */
  #sounded(
    placed: Placed,
    warps: XmlElement | null,
  ): readonly Pick<Clip, 'at' | 'length' | 'in' | 'warp' | 'loop'>[] {
    const points = warps === null ? null : warpPoints(warps);
    // A clip right around its sound counts in seconds whatever it says; DAWs differ, and agree on that.
    const unit: Unit = points === null ? 'seconds' : placed.unit;
    const warp =
      points !== null && unit === 'beats' ? { warp: points.map(([a, b]): [number, number] => [a, b]) } : {};
    const heardFrom = (time: number): number =>
      rounded(Math.max(0, points === null ? time : secondAt(points, time)));
    const here = (from: number, beats: number) => ({
      at: rounded(Math.max(0, from)),
      length: rounded(beats),
    });
    const { at, length, content, loop } = placed;
    const inside = (time: number): number => this.#beats(unit, time - content, at);
    if (loop === null || inside(loop[1]) >= length - SAME)
      return [{ ...here(at, length), in: heardFrom(content), ...warp }];
    if (loop[0] >= content - SAME)
      return [
        {
          ...{ ...here(at, length), in: heardFrom(content), ...warp },
          loop: [rounded(Math.max(0, inside(loop[0]))), rounded(inside(loop[1]))],
        },
      ];
    return this.#rounds({ ...placed, unit }).map((round) => ({
      ...here(round.at, round.length),
      ...{ in: heardFrom(round.content), ...warp },
    }));
  }
}

function warpPoints(warps: XmlElement): readonly WarpPoint[] {
  const points = childrenOf(warps, 'Warp').map((warp): WarpPoint => {
    const [time, contentTime] = [numberOf(warp, 'time'), numberOf(warp, 'contentTime')];
    if (time === null || contentTime === null) throw new DawProjectError('A warp has no time.');
    return [time, contentTime];
  });
  if (points.length < 2) throw new DawProjectError('A warp has fewer than two points.');
  for (const [i, [beat, second]] of points.entries()) {
    const [lastBeat, lastSecond] = points[i - 1] ?? [-Infinity, -Infinity];
    if (!(beat > lastBeat && second > lastSecond)) throw new DawProjectError('A warp goes backwards.');
  }
  return points;
}
