import { parseXml, XmlElement as ParsedElement, type XmlNode } from '@rgrove/parse-xml';
import {
  createTempoMap,
  parseRecipe,
  type Automation,
  type Clip,
  type Effect,
  type Recipe,
  type Track,
} from '@flipside/recipe';
import {
  childrenOf,
  DawProjectError,
  decibels,
  LaneReader,
  numberOf,
  rounded,
  type FoundClips,
} from './read-daw-clips.ts';
import type { XmlElement } from './xml.ts';

/** Tracks within folders of tracks, and elements within elements. */
const MOST_DEPTH = 64;
const SEMITONE = 2 ** (1 / 12);
const A4_KEY = 69;
const A4_HZ = 440;
/** Beats and seconds by which a clip has not been moved. */
const STILL = 1e-4;

interface ReadProject {
  readonly recipe: Recipe;
  /** What the project holds that no recipe says, in words. */
  readonly left: readonly string[];
}

const isElement = (node: XmlNode): node is ParsedElement => node instanceof ParsedElement;

function plain(parsed: ParsedElement, depth: number): XmlElement {
  if (depth > MOST_DEPTH) throw new DawProjectError('The project is nested too deeply.');
  const children = parsed.children.filter(isElement).map((child) => plain(child, depth + 1));
  return { name: parsed.name, attributes: { ...parsed.attributes }, children };
}

function parse(xml: string): XmlElement {
  try {
    const { root } = parseXml(xml);
    if (root === null) throw new DawProjectError('It holds nothing.');
    return plain(root, 0);
  } catch (error) {
    if (error instanceof DawProjectError) throw error;
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new DawProjectError(`project.xml cannot be read: ${reason}`);
  }
}

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** A value in the unit that it says, or in the one that is usual. */
function valueIn(parameter: XmlElement | undefined, usual: string): { value: number; unit: string } | null {
  const value = parameter === undefined ? null : numberOf(parameter, 'value');
  return value === null ? null : { value, unit: parameter?.attributes['unit'] ?? usual };
}

const levelOf = ({ value, unit }: { value: number; unit: string }): number =>
  within(unit === 'decibel' ? value : decibels(value), -120, 24);
const panOf = ({ value, unit }: { value: number; unit: string }): number =>
  rounded(within(unit === 'linear' ? value : 2 * value - 1, -1, 1));

const BANDS: Readonly<Record<string, 'peaking' | 'lowShelf' | 'highShelf' | 'lowPass' | 'highPass'>> = {
  bell: 'peaking',
  lowShelf: 'lowShelf',
  highShelf: 'highShelf',
  lowPass: 'lowPass',
  highPass: 'highPass',
};

/** An equaliser; frequencies may be in semitones, as key numbers with their fractions. */
function equalizer(device: XmlElement): Effect | null {
  const bands = childrenOf(device, 'Band').flatMap((band) => {
    const type = BANDS[band.attributes['type'] ?? ''];
    const freq = valueIn(childrenOf(band, 'Freq')[0], 'hertz');
    const enabled = childrenOf(band, 'Enabled')[0]?.attributes['value'] !== 'false';
    if (type === undefined || freq === null || !enabled) return [];
    const hz = freq.unit === 'semitones' ? A4_HZ * SEMITONE ** (freq.value - A4_KEY) : freq.value;
    const gain = valueIn(childrenOf(band, 'Gain')[0], 'decibel');
    const q = valueIn(childrenOf(band, 'Q')[0], 'linear');
    return [
      {
        ...{ type, hz: within(hz, 20, 20_000) },
        ...(gain === null ? {} : { gainDb: within(gain.value, -24, 24) }),
        ...(q === null ? {} : { q: within(q.value, 0.1, 18) }),
      },
    ];
  });
  return bands.length === 0 ? null : { type: 'eq', bands: bands.slice(0, 8) };
}

/** The effects of a track of the flip, with the equalisers of the project in place of its own. */
function effectsOf(before: readonly Effect[], channel: XmlElement | undefined): Effect[] {
  const devices = channel === undefined ? undefined : childrenOf(channel, 'Devices')[0];
  const found = (devices === undefined ? [] : childrenOf(devices, 'Equalizer')).flatMap(
    (device) => equalizer(device) ?? [],
  );
  const effects = before.flatMap((effect) => (effect.type === 'eq' ? found.splice(0, 1) : [effect]));
  return [...effects, ...found];
}

/** A track of the structure, however deep its folders. */
function flatten(structure: XmlElement, depth = 0): readonly XmlElement[] {
  if (depth > MOST_DEPTH) throw new DawProjectError('Tracks are nested too deeply.');
  return childrenOf(structure, 'Track').flatMap((track) => {
    const role = childrenOf(track, 'Channel')[0]?.attributes['role'] ?? 'regular';
    // A folder sounds by what is in it.
    const isFolder = childrenOf(track, 'Track').length > 0;
    return [...(role === 'regular' && !isFolder ? [track] : []), ...flatten(track, depth + 1)];
  });
}

/** Lanes of the arrangement by the track that they belong to. */
function lanesByTrack(
  arrangement: XmlElement,
): ReadonlyMap<string, readonly [XmlElement, 'beats' | 'seconds'][]> {
  const found = new Map<string, [XmlElement, 'beats' | 'seconds'][]>();
  const look = (timeline: XmlElement, unit: 'beats' | 'seconds', depth: number): void => {
    if (depth > MOST_DEPTH) throw new DawProjectError('Lanes are nested too deeply.');
    const own =
      timeline.attributes['timeUnit'] === 'seconds'
        ? 'seconds'
        : timeline.attributes['timeUnit'] === 'beats'
          ? 'beats'
          : unit;
    const track = timeline.attributes['track'];
    if (track !== undefined) found.set(track, [...(found.get(track) ?? []), [timeline, own]]);
    else for (const child of childrenOf(timeline, 'Lanes', 'Clips')) look(child, own, depth + 1);
  };
  for (const lanes of childrenOf(arrangement, 'Lanes')) look(lanes, 'beats', 0);
  return found;
}

function tempoOf(project: XmlElement, before: Recipe['tempo']): Recipe['tempo'] {
  const [arrangement] = childrenOf(project, 'Arrangement');
  const [points] = arrangement === undefined ? [] : childrenOf(arrangement, 'TempoAutomation');
  const changes = (points === undefined ? [] : childrenOf(points, 'RealPoint')).map((point) => ({
    beat: numberOf(point, 'time') ?? 0,
    bpm: numberOf(point, 'value') ?? 120,
  }));
  if (changes.length > 0) return changes;
  const [transport] = childrenOf(project, 'Transport');
  const [tempo] = transport === undefined ? [] : childrenOf(transport, 'Tempo');
  const bpm = tempo === undefined ? null : numberOf(tempo, 'value');
  return bpm === null ? before : [{ beat: 0, bpm }];
}

function automationOf(points: XmlElement, faders: ReadonlyMap<string, 'gainDb' | 'pan'>): Automation | null {
  const parameter = childrenOf(points, 'Target')[0]?.attributes['parameter'];
  const target = parameter === undefined ? undefined : faders.get(parameter);
  if (target === undefined) return null;
  const unit = points.attributes['unit'] ?? (target === 'pan' ? 'normalized' : 'linear');
  const read = childrenOf(points, 'RealPoint').map((point): Automation['points'][number] => {
    const value = { value: numberOf(point, 'value') ?? 0, unit };
    const interpolation = point.attributes['interpolation'] === 'hold' ? 'hold' : 'linear';
    return [numberOf(point, 'time') ?? 0, target === 'pan' ? panOf(value) : levelOf(value), interpolation];
  });
  return read.length === 0 ? null : { target, points: read };
}

/** A fader in the middle is not mentioned, unless the flip did. */
const fader = (
  name: 'gainDb' | 'pan',
  value: number | null,
  before: Track | undefined,
): Partial<Pick<Track, 'gainDb' | 'pan'>> =>
  value === null || (value === 0 && before?.[name] === undefined) ? {} : { [name]: value };

/** What no project says of a clip stays with the clip that was not moved. */
function asBefore(clip: Clip, before: readonly Clip[]): Clip {
  const same = before.find(
    (one) =>
      ('source' in one
        ? 'source' in clip && one.source === clip.source && one.stem === clip.stem
        : 'layer' in clip && one.layer === clip.layer) &&
      ([one.at - clip.at, one.length - clip.length, one.in - clip.in] as const).every(
        (off) => Math.abs(off) < STILL,
      ),
  );
  return same?.reverse === undefined ? clip : { ...clip, reverse: same.reverse };
}

/** What a track of a project and its lanes make of a track of the flip, or of a new one. */
function trackOf(element: XmlElement, before: Track | undefined, id: string, found: FoundClips): Track {
  const [channel] = childrenOf(element, 'Channel');
  const [volume, pan, mute] = ['Volume', 'Pan', 'Mute'].map((name) =>
    channel === undefined ? undefined : childrenOf(channel, name)[0],
  );
  const faders = new Map<string, 'gainDb' | 'pan'>();
  if (volume?.attributes['id'] !== undefined) faders.set(volume.attributes['id'], 'gainDb');
  if (pan?.attributes['id'] !== undefined) faders.set(pan.attributes['id'], 'pan');
  const moves = found.points.flatMap((points) => automationOf(points, faders) ?? []);
  const kept = (before?.automation ?? []).filter(({ target }) => target.startsWith('effects/'));
  const level = valueIn(volume, 'linear');
  const side = valueIn(pan, 'normalized');
  const effects = effectsOf(before?.effects ?? [], channel);
  const byTime = <T extends { at: number }>(all: readonly T[]): T[] => all.toSorted((a, b) => a.at - b.at);
  return {
    id,
    name: (element.attributes['name'] ?? '').trim().slice(0, 80) || id,
    ...fader('gainDb', level === null ? null : levelOf(level), before),
    ...fader('pan', side === null ? null : panOf(side), before),
    ...(mute?.attributes['value'] === 'true' ? { mute: true } : {}),
    ...(effects.length === 0 ? {} : { effects }),
    ...(found.clips.length === 0
      ? {}
      : { clips: byTime(found.clips).map((clip) => asBefore(clip, before?.clips ?? [])) }),
    ...(before?.instrument === undefined
      ? found.notes.length === 0
        ? {}
        : { instrument: { type: 'subtractive' as const } }
      : { instrument: before.instrument }),
    ...(found.notes.length === 0 ? {} : { notes: byTime(found.notes) }),
    ...(moves.length + kept.length === 0 ? {} : { automation: [...moves, ...kept] }),
  };
}

/** The track of the flip that a track of the project was: by its id, or by its name where a DAW gave it another. */
function origin({ attributes }: XmlElement, tracks: readonly Track[], taken: Set<string>): Track | undefined {
  const free = tracks.filter(({ id }) => !taken.has(id));
  const found =
    free.find(({ id }) => attributes['id'] === `track-${id}`) ??
    free.find(({ name }) => name === attributes['name']);
  if (found !== undefined) taken.add(found.id);
  return found;
}

function markersOf(project: XmlElement): Recipe['markers'] {
  const [arrangement] = childrenOf(project, 'Arrangement');
  const [markers] = arrangement === undefined ? [] : childrenOf(arrangement, 'Markers');
  const read = (markers === undefined ? [] : childrenOf(markers, 'Marker')).flatMap((marker) => {
    const name = (marker.attributes['name'] ?? '').trim().slice(0, 80);
    return name === '' ? [] : [{ at: numberOf(marker, 'time') ?? 0, name }];
  });
  return read.length === 0 ? undefined : read.slice(0, 64);
}

/**
 * What a DAW made of a flip, as a recipe again: arrangement, notes, faders, equalisers, tempo and markers are the
 * project's; recordings, separation, other effects, sounds of instruments and the master are the flip's.
 *
 * @param xml `project.xml` of a DAWproject 1.0
 * @param flip the recipe that the project was made of
 * @throws DawProjectError that says what is wrong; foreign files of sound are named
 */
export function readDawProject(xml: string, flip: Recipe): ReadProject {
  const project = parse(xml);
  const [structure] = childrenOf(project, 'Structure');
  const [arrangement] = childrenOf(project, 'Arrangement');
  if (project.name !== 'Project' || structure === undefined || arrangement === undefined)
    throw new DawProjectError('It is no DAWproject with tracks and an arrangement.');
  const tempo = tempoOf(project, flip.tempo);
  const map = createTempoMap({ tempo });
  const lanes = lanesByTrack(arrangement);
  const taken = new Set<string>();
  const foreign = new Set<string>();
  const tracks = flatten(structure).map((element, index): Track => {
    const before = origin(element, flip.tracks, taken);
    const reader = new LaneReader(map);
    for (const [timeline, unit] of lanes.get(element.attributes['id'] ?? '') ?? [])
      reader.lanes(timeline, unit);
    for (const path of reader.found.foreign) foreign.add(path);
    return trackOf(element, before, before?.id ?? `new${String(index + 1)}`, reader.found);
  });
  refuseForeign(foreign, tracks, flip);
  const { proof: _, markers: __, layers: ___, ...rest } = flip;
  const markers = markersOf(project);
  const { sources, layers } = heardIn(tracks, flip);
  const made = {
    ...{ ...rest, tempo, sources, tracks },
    ...(markers === undefined ? {} : { markers }),
    ...(layers.length === 0 ? {} : { layers }),
  };
  const parsed = parseRecipe(made);
  if (!parsed.ok) {
    const [issue] = parsed.issues;
    throw new DawProjectError(`No recipe can say this: ${issue?.pointer ?? ''} ${issue?.message ?? ''}.`);
  }
  return { recipe: parsed.recipe, left: leftOf(structure, arrangement) };
}

/** The recordings of a flip that are still in it: a recipe names no others. */
function heardIn(
  tracks: readonly Track[],
  { sources, layers = [] }: Recipe,
): { readonly sources: Recipe['sources']; readonly layers: NonNullable<Recipe['layers']> } {
  const clips = tracks.flatMap((track) => track.clips ?? []);
  return {
    sources: sources.filter(({ id }) => clips.some((clip) => 'source' in clip && clip.source === id)),
    layers: layers.filter(({ id }) => clips.some((clip) => 'layer' in clip && clip.layer === id)),
  };
}

/** Refuses what is no recording of the flip, by name. */
function refuseForeign(foreign: ReadonlySet<string>, tracks: readonly Track[], flip: Recipe): void {
  const names = new Set(foreign);
  for (const clip of tracks.flatMap((track) => track.clips ?? [])) {
    if ('layer' in clip && !(flip.layers ?? []).some(({ id }) => id === clip.layer)) names.add(clip.layer);
    if ('source' in clip && !flip.sources.some(({ id }) => id === clip.source)) names.add(clip.source);
  }
  if (names.size > 0)
    throw new DawProjectError(
      `These files of sound are no stems of this flip: ${[...names].slice(0, 10).join(', ')}. Only what listeners can fetch themselves can be shared.`,
    );
}

function leftOf(structure: XmlElement, arrangement: XmlElement): readonly string[] {
  const devices = flatten(structure).flatMap((track) =>
    childrenOf(track, 'Channel').flatMap((channel) =>
      childrenOf(channel, 'Devices').flatMap(({ children }) =>
        children.filter((child): child is XmlElement => typeof child !== 'string'),
      ),
    ),
  );
  const names = devices
    .filter(({ name }) => name !== 'Equalizer' && name !== 'Compressor')
    .map(({ name, attributes }) => attributes['deviceName'] ?? name);
  return [
    ...[...new Set(names)].map((name) => `the device ${name}`),
    ...(childrenOf(arrangement, 'TimeSignatureAutomation').length > 0
      ? ['changes of the time signature']
      : []),
  ];
}
