import { createTempoMap, type Recipe, type TempoMap, type Track } from '@flipside/recipe';
import { SAMPLE_RATE } from '../types.ts';
import { planClip, type ClipPlan } from './clip-plan.ts';
import { EffectChain } from './effect-chain.ts';
import { createInstrument } from './instruments/create-instrument.ts';
import type { ScheduledNote } from './instruments/instrument-player.ts';
import { QUANTUM } from './quantum.ts';

/** A track with its clips and notes in the order in which they begin. */
export interface TrackPlan {
  readonly track: Track;
  readonly clips: readonly ClipPlan[];
  readonly notes: readonly ScheduledNote[];
}

/** A recipe with everything worked out that does not change while it plays. */
export interface RecipePlan {
  readonly recipe: Recipe;
  readonly tempo: TempoMap;
  readonly tracks: readonly TrackPlan[];
  /** Length of the output, tails included. */
  readonly frames: number;
  /** Most clips that are stretched at once. */
  readonly stretched: number;
}

/** Tails are cut off here, however long the echoes. */
const LONGEST_TAIL_SECONDS = 30;

/** Works out a recipe. Muted tracks are left out; they count for the length, so that unmuting does not change it. */
export function planRecipe(recipe: Recipe): RecipePlan {
  const tempo = createTempoMap(recipe);
  const tempoKey = JSON.stringify(recipe.tempo);
  const all = recipe.tracks.map((track) => planTrack(track, recipe, tempo, tempoKey));
  const tracks = all.filter(({ track }) => track.mute !== true);
  return { recipe, tempo, tracks, frames: totalFrames(recipe, tempo, all), stretched: mostStretched(tracks) };
}

function planTrack(track: Track, recipe: Recipe, tempo: TempoMap, tempoKey: string): TrackPlan {
  const seen = new Map<string, number>();
  const clips = (track.clips ?? [])
    .filter(({ mute }) => mute !== true)
    .map((clip) => {
      const plan = planClip(clip, recipe, tempo, tempoKey);
      const copies = seen.get(plan.key) ?? 0;
      seen.set(plan.key, copies + 1);
      return copies === 0 ? plan : { ...plan, key: `${plan.key}|${copies}` };
    })
    .sort((a, b) => a.start - b.start);
  return { track, clips, notes: planNotes(track, tempo) };
}

function planNotes(track: Track, tempo: TempoMap): readonly ScheduledNote[] {
  const toFrame = (beat: number): number => Math.round(tempo.beatToSeconds(beat) * SAMPLE_RATE);
  return (track.notes ?? [])
    .map(({ at, length, key, velocity }, i) => {
      const start = toFrame(at);
      return { start, length: Math.max(1, toFrame(at + length) - start), key, velocity, seed: i + 1 };
    })
    .sort((a, b) => a.start - b.start || a.key - b.key);
}

function totalFrames(recipe: Recipe, tempo: TempoMap, tracks: readonly TrackPlan[]): number {
  const bpmAt = (frame: number): number => tempo.bpmAt(tempo.secondsToBeat(frame / SAMPLE_RATE));
  let last = 0;
  for (const { track, clips, notes } of tracks) {
    let end = 0;
    for (const clip of clips) end = Math.max(end, clip.end);
    if (track.instrument !== undefined && notes.length > 0) {
      const release = createInstrument(track.instrument).releaseSeconds * SAMPLE_RATE;
      for (const note of notes) end = Math.max(end, note.start + note.length + release);
    }
    if (end > 0) end += tailFrames(track.effects ?? [], bpmAt(end));
    last = Math.max(last, end);
  }
  if (last > 0) last += tailFrames(recipe.master.effects ?? [], bpmAt(last));
  return Math.ceil(last);
}

function tailFrames(effects: NonNullable<Track['effects']>, bpm: number): number {
  return Math.min(LONGEST_TAIL_SECONDS, new EffectChain(effects, []).tailSeconds(bpm)) * SAMPLE_RATE;
}

/** A voice lives from the quantum its clip begins in to the end of the quantum after its last frame. */
function mostStretched(tracks: readonly TrackPlan[]): number {
  const edges: { at: number; change: number }[] = [];
  for (const { clips } of tracks) {
    for (const clip of clips) {
      if (clip.direct) continue;
      edges.push({ at: clip.start - QUANTUM, change: 1 }, { at: clip.end + QUANTUM, change: -1 });
    }
  }
  edges.sort((a, b) => a.at - b.at || b.change - a.change);
  let now = 0;
  let most = 0;
  for (const { change } of edges) {
    now += change;
    most = Math.max(most, now);
  }
  return most;
}
