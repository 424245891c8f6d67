import { canonicalise } from './canonical.ts';
import { clockTime } from './credits.text.ts';
import type { Clip, Track } from './schema.timeline.ts';
import type { Recipe, Source } from './schema.ts';
import { durationMs } from './tempo.ts';

export type ChangeKind =
  | 'title'
  | 'tempo'
  | 'metre'
  | 'key'
  | 'length'
  | 'source'
  | 'layer'
  | 'track'
  | 'clip'
  | 'note'
  | 'mix'
  | 'effect'
  | 'automation'
  | 'master'
  | 'separation'
  | 'marker'
  | 'lineage';

/** One difference, as a sentence a person reads. */
export interface Change {
  readonly kind: ChangeKind;
  readonly sentence: string;
}

const same = (a: unknown, b: unknown): boolean => canonicalise(a ?? null) === canonicalise(b ?? null);
const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

interface Matched<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly kept: readonly (readonly [before: T, after: T])[];
}

function match<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): Matched<T> {
  const earlier = new Map(before.map((item) => [keyOf(item), item] as const));
  const later = new Map(after.map((item) => [keyOf(item), item] as const));
  return {
    added: after.filter((item) => !earlier.has(keyOf(item))),
    removed: before.filter((item) => !later.has(keyOf(item))),
    kept: after.flatMap((item) => {
      const old = earlier.get(keyOf(item));
      return old === undefined ? [] : [[old, item] as const];
    }),
  };
}

/** Elements of one list that the other lacks, equal ones cancelling out one by one. */
function surplus<T>(of: readonly T[], over: readonly T[]): number {
  const stock = new Map<string, number>();
  for (const item of over) stock.set(canonicalise(item), (stock.get(canonicalise(item)) ?? 0) + 1);
  let left = 0;
  for (const item of of) {
    const key = canonicalise(item);
    const available = stock.get(key) ?? 0;
    if (available === 0) left += 1;
    else stock.set(key, available - 1);
  }
  return left;
}

function tempoWords({ tempo }: Recipe): string {
  const speeds = tempo.map(({ bpm }) => bpm);
  const [low, high] = [Math.min(...speeds), Math.max(...speeds)];
  return low === high ? `${low} bpm` : `${low}–${high} bpm`;
}

function* frameChanges(a: Recipe, b: Recipe): Generator<Change> {
  if (a.title !== b.title) {
    yield { kind: 'title', sentence: `Renamed from “${a.title}” to “${b.title}”.` };
  }
  if (!same(a.tempo, b.tempo)) {
    const [from, to] = [tempoWords(a), tempoWords(b)];
    yield {
      kind: 'tempo',
      sentence: from === to ? `Tempo changes moved within ${to}.` : `Tempo changed from ${from} to ${to}.`,
    };
  }
  if (!same(a.timeSignature, b.timeSignature)) {
    const sentence = `Time signature changed from ${a.timeSignature.join('/')} to ${b.timeSignature.join('/')}.`;
    yield { kind: 'metre', sentence };
  }
  if (a.key !== b.key) {
    yield { kind: 'key', sentence: `Key changed from ${a.key ?? 'none'} to ${b.key ?? 'none'}.` };
  }
  const [before, after] = [durationMs(a), durationMs(b)];
  if (before !== after) {
    const word = after > before ? 'Longer' : 'Shorter';
    yield { kind: 'length', sentence: `${word}: ${clockTime(before)} became ${clockTime(after)}.` };
  }
}

function* materialChanges(a: Recipe, b: Recipe): Generator<Change> {
  const named = (source: Source) => `“${source.title}” by ${source.artist}`;
  const sources = match(a.sources, b.sources, ({ isrc }) => isrc[0] ?? '');
  for (const source of sources.added)
    yield { kind: 'source', sentence: `Added the source ${named(source)}.` };
  for (const source of sources.removed) {
    yield { kind: 'source', sentence: `Removed the source ${named(source)}.` };
  }
  for (const [before, after] of sources.kept) {
    const { id: _a, ...old } = before;
    const { id: _b, ...now } = after;
    if (!same(old, now)) {
      yield { kind: 'source', sentence: `Changed how ${named(after)} is described or aligned.` };
    }
  }
  const layers = match(a.layers ?? [], b.layers ?? [], ({ sha256 }) => sha256);
  if (layers.added.length > 0) {
    yield { kind: 'layer', sentence: `Added ${count(layers.added.length, 'own layer')}.` };
  }
  if (layers.removed.length > 0) {
    yield { kind: 'layer', sentence: `Removed ${count(layers.removed.length, 'own layer')}.` };
  }
  if (layers.kept.some(([before, after]) => !same({ ...before, id: '' }, { ...after, id: '' }))) {
    yield { kind: 'layer', sentence: 'Moved an own layer to another address.' };
  }
  if (!same(a.separation, b.separation)) {
    const sentence =
      a.separation.model === b.separation.model
        ? `Changed the settings of the separation model ${b.separation.model}.`
        : `Separation model changed from ${a.separation.model} to ${b.separation.model}.`;
    yield { kind: 'separation', sentence };
  }
}

function partsChanged(before: Track, after: Track): readonly string[] {
  const parts: string[] = [];
  if (before.gainDb !== after.gainDb) parts.push(`level ${before.gainDb ?? 0} → ${after.gainDb ?? 0} dB`);
  if (before.pan !== after.pan) parts.push(`pan ${before.pan ?? 0} → ${after.pan ?? 0}`);
  if ((before.mute ?? false) !== (after.mute ?? false)) parts.push(after.mute === true ? 'muted' : 'unmuted');
  if (!same(before.instrument, after.instrument)) parts.push('instrument');
  return parts;
}

function eventSentence(noun: string, before: readonly unknown[], after: readonly unknown[]): string | null {
  const gone = surplus(before, after);
  const come = surplus(after, before);
  const changed = Math.min(gone, come);
  const parts = [
    ...(changed > 0 ? [`changed ${count(changed, noun)}`] : []),
    ...(come > changed ? [`added ${count(come - changed, noun)}`] : []),
    ...(gone > changed ? [`removed ${count(gone - changed, noun)}`] : []),
  ];
  return parts.length === 0 ? null : list(parts);
}

function* trackChanges(
  before: Track,
  after: Track,
  clips: (track: Track) => readonly unknown[],
): Generator<Change> {
  const on = `On “${after.name}”`;
  if (before.name !== after.name) {
    yield { kind: 'track', sentence: `Renamed the track “${before.name}” to “${after.name}”.` };
  }
  const clipWords = eventSentence('clip', clips(before), clips(after));
  if (clipWords !== null) yield { kind: 'clip', sentence: `${on}: ${clipWords}.` };
  const noteWords = eventSentence('note', before.notes ?? [], after.notes ?? []);
  if (noteWords !== null) yield { kind: 'note', sentence: `${on}: ${noteWords}.` };
  const mixWords = partsChanged(before, after);
  if (mixWords.length > 0) yield { kind: 'mix', sentence: `${on}: ${list(mixWords)}.` };
  if (!same(before.effects ?? [], after.effects ?? [])) {
    const chain = (after.effects ?? []).map(({ type }) => type);
    const sentence = `${on}: effects are now ${chain.length === 0 ? 'none' : list(chain)}.`;
    yield { kind: 'effect', sentence };
  }
  const lanes = match(before.automation ?? [], after.automation ?? [], ({ target }) => target);
  const targets = [
    ...lanes.added.map(({ target }) => `added ${target}`),
    ...lanes.removed.map(({ target }) => `removed ${target}`),
    ...lanes.kept.filter(([x, y]) => !same(x, y)).map(([, { target }]) => `redrew ${target}`),
  ];
  if (targets.length > 0) yield { kind: 'automation', sentence: `${on}: automation ${list(targets)}.` };
}

/** Clips with their sources named by ISRC, so that a renumbered source is not a changed clip. */
function clipsOf(recipe: Recipe): (track: Track) => readonly unknown[] {
  const isrcs = new Map(recipe.sources.map(({ id, isrc }) => [id, isrc[0] ?? ''] as const));
  const layers = new Map((recipe.layers ?? []).map(({ id, sha256 }) => [id, sha256] as const));
  const named = (clip: Clip) =>
    'source' in clip
      ? { ...clip, source: isrcs.get(clip.source) ?? clip.source }
      : { ...clip, layer: layers.get(clip.layer) ?? clip.layer };
  return (track) => (track.clips ?? []).map(named);
}

function* arrangementChanges(a: Recipe, b: Recipe): Generator<Change> {
  const tracks = match(a.tracks, b.tracks, ({ id }) => id);
  for (const { name } of tracks.added) yield { kind: 'track', sentence: `Added the track “${name}”.` };
  for (const { name } of tracks.removed) yield { kind: 'track', sentence: `Removed the track “${name}”.` };
  const [before, after] = [clipsOf(a), clipsOf(b)];
  for (const [old, now] of tracks.kept) {
    yield* trackChanges(old, now, (track) => (track === old ? before(track) : after(track)));
  }
  if (!same(a.master, b.master)) yield { kind: 'master', sentence: 'Changed the master.' };
  if (!same(a.markers ?? [], b.markers ?? [])) yield { kind: 'marker', sentence: 'Changed the markers.' };
  if (!same([...a.provenance.parents].sort(), [...b.provenance.parents].sort())) {
    yield { kind: 'lineage', sentence: 'Changed which remixes it builds on.' };
  }
}

/**
 * What changed from one version of a recipe to another, in sentences in reading order: the frame, the material, the
 * arrangement. Sources are matched by primary ISRC, layers by hash, tracks by id. Engine version, signature, tool
 * and `supersedes` are not told; without other changes the list is empty.
 */
export function diff(a: Recipe, b: Recipe): readonly Change[] {
  return [...frameChanges(a, b), ...materialChanges(a, b), ...arrangementChanges(a, b)];
}
