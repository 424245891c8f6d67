import type { Clip, Recipe, RecipeLink, Stem, Track } from '@flipside/recipe';
import { BLOCK_SIZE, SAMPLE_RATE } from '../../../../engine/types.ts';
import { compactWarp } from './source-grid.ts';

/** A clip with a name that stays the same while it is edited and moved. */
export type StudioClip = Clip & { readonly id: string };

export interface StudioTrack extends Omit<Track, 'clips'> {
  readonly clips: readonly StudioClip[];
}

/**
 * A flip in the making: the recipe to be, whose clips have names, and which may hold sources that no clip uses yet.
 * It is a plain, immutable value: edits return a new one.
 */
export interface StudioDocument extends Omit<Recipe, 'tracks' | 'proof'> {
  readonly tracks: readonly StudioTrack[];
  readonly tags: readonly string[];
  /** Number of the next clip, lane or source made here, so that no name is given twice. */
  readonly next: number;
}

/** One step from a document to the next. It gives the very same document back when there is nothing to do. */
export type Edit = (document: StudioDocument) => StudioDocument;

export const DEFAULT_TITLE = 'Untitled flip';
const ENGINE_VERSION = '1.0.0';
/** Positions are kept to a millionth of a beat: far below a sample, and free of rounding noise. */
const PRECISION = 1e6;

export const tidy = (value: number): number => Math.round(value * PRECISION) / PRECISION;
export const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** An empty flip: no sources, no lanes. */
export function newDocument(separation: Recipe['separation']): StudioDocument {
  return {
    type: 'RemixRecipe',
    version: '1',
    title: DEFAULT_TITLE,
    engine: { id: 'flipside-dsp', version: ENGINE_VERSION, sampleRate: SAMPLE_RATE, blockSize: BLOCK_SIZE },
    tempo: [{ beat: 0, bpm: 120 }],
    timeSignature: [4, 4],
    sources: [],
    separation,
    tracks: [],
    master: { limiter: { ceilingDb: -1 } },
    provenance: { parents: [], supersedes: null },
    tags: [],
    next: 1,
  };
}

/** A published flip as the ground of another: everything kept, the new one naming it as its parent. */
export function documentFrom(recipe: Recipe, parent: RecipeLink | null): StudioDocument {
  const { proof: _proof, tracks, ...head } = recipe;
  let next = 1;
  const named = tracks.map((track) => ({
    ...track,
    clips: (track.clips ?? []).map((clip) => ({ ...clip, id: `c${next++}` })),
  }));
  const provenance = parent === null ? head.provenance : { parents: [parent], supersedes: null };
  return { ...head, provenance, tracks: named, tags: [], next: freeNumber(recipe, next) };
}

function freeNumber(recipe: Recipe, atLeast: number): number {
  const taken = [...recipe.tracks, ...recipe.sources].map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0));
  return Math.max(atLeast, ...taken.map((number) => Math.min(number, 1_000_000) + 1));
}

function plainClip(clip: StudioClip): Clip {
  const { id: _id, ...plain } = clip;
  if (plain.warp === undefined) return plain;
  return { ...plain, warp: compactWarp(plain.warp, plain.in, plain.loop?.[1] ?? plain.length) };
}

function plainTrack({ clips, ...track }: StudioTrack): Track {
  return clips.length === 0 ? { ...track } : { ...track, clips: clips.map(plainClip) };
}

// Documents are never changed, so the recipe of one stays its recipe.
const recipes = new WeakMap<StudioDocument, Recipe>();

/** The recipe as it would be signed: sources and layers that no clip uses are left out. */
export function recipeOf(document: StudioDocument): Recipe {
  const known = recipes.get(document);
  if (known !== undefined) return known;
  const recipe = buildRecipe(document);
  recipes.set(document, recipe);
  return recipe;
}

function buildRecipe(document: StudioDocument): Recipe {
  const { tags: _tags, next: _next, tracks, layers, markers, ...head } = document;
  const clips = tracks.flatMap((track) => track.clips);
  const used = new Set(clips.map((clip) => ('source' in clip ? clip.source : clip.layer)));
  const usedLayers = (layers ?? []).filter(({ id }) => used.has(id));
  return {
    ...head,
    sources: head.sources.filter(({ id }) => used.has(id)),
    ...(usedLayers.length === 0 ? {} : { layers: usedLayers }),
    ...(markers === undefined || markers.length === 0 ? {} : { markers }),
    tracks: tracks.map(plainTrack),
  };
}

/** The clip of that id and where it lies; null when it is gone. */
export function findClip(
  document: StudioDocument,
  id: string,
): { readonly clip: StudioClip; readonly track: StudioTrack; readonly trackIndex: number } | null {
  for (const [trackIndex, track] of document.tracks.entries()) {
    const clip = track.clips.find((candidate) => candidate.id === id);
    if (clip !== undefined) return { clip, track, trackIndex };
  }
  return null;
}

export function findTrack(document: StudioDocument, id: string): StudioTrack | null {
  return document.tracks.find((track) => track.id === id) ?? null;
}

/** Changes one lane; the document itself comes back when nothing changed. */
export function withTrack(
  document: StudioDocument,
  id: string,
  change: (track: StudioTrack) => StudioTrack,
): StudioDocument {
  let changed = false;
  const tracks = document.tracks.map((track) => {
    if (track.id !== id) return track;
    const next = change(track);
    changed ||= next !== track;
    return next;
  });
  return changed ? { ...document, tracks } : document;
}

/** Changes the clips of these ids, wherever they lie. */
export function withClips(
  document: StudioDocument,
  ids: ReadonlySet<string>,
  change: (clip: StudioClip) => StudioClip,
): StudioDocument {
  let changed = false;
  const tracks = document.tracks.map((track) => {
    if (!track.clips.some(({ id }) => ids.has(id))) return track;
    const clips = track.clips.map((clip) => (ids.has(clip.id) ? change(clip) : clip));
    if (clips.every((clip, index) => clip === track.clips[index])) return track;
    changed = true;
    return { ...track, clips };
  });
  return changed ? { ...document, tracks } : document;
}

/** Clips lie in playing order on their lane. */
export const inOrder = (clips: readonly StudioClip[]): readonly StudioClip[] =>
  [...clips].sort((a, b) => a.at - b.at || a.id.localeCompare(b.id));

/** The stem that gives a lane its colour: that of its first clip, or none. */
export function stemOf(track: Pick<StudioTrack, 'clips'>): Stem | null {
  const first = track.clips.find((clip) => 'source' in clip);
  return first !== undefined && 'source' in first ? first.stem : null;
}

/** The beat at which the last clip or note ends. */
export function endBeat({ tracks }: Pick<StudioDocument, 'tracks'>): number {
  const ends = tracks.flatMap(({ clips, notes }) =>
    [...clips, ...(notes ?? [])].map(({ at, length }) => at + length),
  );
  return ends.reduce((latest, end) => Math.max(latest, end), 0);
}
