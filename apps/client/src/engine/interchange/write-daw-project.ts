import { createTempoMap, type Automation, type Effect, type Recipe, type Track } from '@flipside/recipe';
import { audioClip, linear, noteClip, type SoundLengths } from './write-daw-clips.ts';
import { element, xmlText, type XmlElement } from './xml.ts';

/** Highest level of a fader in most DAWs, as a factor: 6 dB. */
const FADER_TOP = 2;
const MASTER = { track: 'master', channel: 'channel-master' } as const;

type Eq = Extract<Effect, { type: 'eq' }>;
type Compressor = Extract<Effect, { type: 'compressor' }>;

const BANDS = {
  peaking: 'bell',
  lowShelf: 'lowShelf',
  highShelf: 'highShelf',
  lowPass: 'lowPass',
  highPass: 'highPass',
} as const;

const real = (name: string, unit: string, value: number): XmlElement => element(name, { unit, value });

function equalizer({ bands }: Eq): XmlElement {
  const band = ({ type, hz, q, gainDb }: Eq['bands'][number], order: number): XmlElement =>
    element('Band', { type: BANDS[type], order }, [
      real('Freq', 'hertz', hz),
      ...(gainDb === undefined ? [] : [real('Gain', 'decibel', gainDb)]),
      ...(q === undefined ? [] : [real('Q', 'linear', q)]),
    ]);
  return element('Equalizer', { deviceName: 'Equalizer', deviceRole: 'audioFX' }, bands.map(band));
}

function compressor({ attackMs = 10, releaseMs = 100, ratio, thresholdDb }: Compressor): XmlElement {
  return element('Compressor', { deviceName: 'Compressor', deviceRole: 'audioFX' }, [
    real('Attack', 'seconds', attackMs / 1000),
    real('Ratio', 'linear', ratio),
    real('Release', 'seconds', releaseMs / 1000),
    real('Threshold', 'decibel', thresholdDb),
  ]);
}

function devices(effects: readonly Effect[]): XmlElement[] {
  const known = effects.flatMap((effect) => {
    if (effect.type === 'eq') return [equalizer(effect)];
    return effect.type === 'compressor' ? [compressor(effect)] : [];
  });
  return known.length === 0 ? [] : [element('Devices', {}, known)];
}

function channel(track: Track): XmlElement {
  const { id, gainDb = 0, pan = 0, mute = false } = track;
  const level = linear(gainDb);
  const attributes = { id: `channel-${id}`, role: 'regular', audioChannels: 2, destination: MASTER.channel };
  const volume = { unit: 'linear', min: 0, max: Math.max(FADER_TOP, level), value: level };
  return element('Channel', { ...attributes, solo: false }, [
    ...devices(track.effects ?? []),
    element('Mute', { id: `mute-${id}`, name: 'Mute', value: mute }),
    element('Pan', {
      id: `pan-${id}`,
      name: 'Pan',
      unit: 'normalized',
      min: 0,
      max: 1,
      value: (pan + 1) / 2,
    }),
    element('Volume', { id: `volume-${id}`, name: 'Volume', ...volume }),
  ]);
}

function structureTrack(track: Track): XmlElement {
  const content = [
    ...((track.clips ?? []).length > 0 ? ['audio'] : []),
    ...((track.notes ?? []).length > 0 ? ['notes'] : []),
  ];
  const contentType = content.length === 0 ? 'audio' : content.join(' ');
  const attributes = { id: `track-${track.id}`, name: track.name, contentType, loaded: true };
  return element('Track', attributes, [channel(track)]);
}

function masterTrack(): XmlElement {
  const attributes = { id: MASTER.track, name: 'Master', contentType: 'audio notes', loaded: true };
  const master = { id: MASTER.channel, role: 'master', audioChannels: 2, solo: false };
  return element('Track', attributes, [element('Channel', master)]);
}

/** Moves of the two faders that every DAW has; what moves an effect stays in the recipe. */
function automationPoints(id: string, { target, points }: Automation): XmlElement | null {
  const fader = { gainDb: ['volume', 'linear'], pan: ['pan', 'normalized'] }[target];
  if (fader === undefined) return null;
  const [name, unit] = fader as [string, string];
  const valueOf = (value: number): number => (name === 'volume' ? linear(value) : (value + 1) / 2);
  return element('Points', { unit }, [
    element('Target', { parameter: `${name}-${id}` }),
    ...points.map(([time, value, interpolation]) =>
      element('RealPoint', { time, value: valueOf(value), interpolation }),
    ),
  ]);
}

function trackLanes(track: Track, recipe: Recipe, lengths: SoundLengths): XmlElement {
  const tempo = createTempoMap(recipe);
  const clips = (track.clips ?? []).map((clip) => audioClip(clip, tempo, lengths));
  const notes = noteClip(track);
  const lanes = [
    ...(clips.length === 0 ? [] : [element('Clips', {}, clips)]),
    ...(notes === null ? [] : [element('Clips', {}, [notes])]),
    ...(track.automation ?? []).flatMap((one) => automationPoints(track.id, one) ?? []),
  ];
  return element('Lanes', { id: `lanes-${track.id}`, track: `track-${track.id}` }, lanes);
}

function arrangement(recipe: Recipe, lengths: SoundLengths): XmlElement {
  const { tempo, markers = [], tracks } = recipe;
  const lanes = tracks.map((track) => trackLanes(track, recipe, lengths));
  const points = tempo.map(({ beat, bpm }) =>
    element('RealPoint', { time: beat, value: bpm, interpolation: 'hold' }),
  );
  return element('Arrangement', { id: 'arrangement' }, [
    element('Lanes', { timeUnit: 'beats' }, lanes),
    ...(markers.length === 0
      ? []
      : [
          element(
            'Markers',
            { timeUnit: 'beats' },
            markers.map(({ at, name }) => element('Marker', { time: at, name })),
          ),
        ]),
    ...(points.length === 1
      ? []
      : [
          element('TempoAutomation', { timeUnit: 'beats', unit: 'bpm' }, [
            element('Target', { parameter: 'tempo' }),
            ...points,
          ]),
        ]),
  ]);
}

/** What of a recipe a project cannot say, in words; the recipe inside keeps it. */
export function unsaid({ tracks, master }: Recipe): readonly string[] {
  const clips = tracks.flatMap((track) => track.clips ?? []);
  const effects = [...tracks.flatMap((track) => track.effects ?? []), ...(master.effects ?? [])];
  const kinds = new Set(effects.map(({ type }) => type).filter((type) => type !== 'eq'));
  const moved = tracks
    .flatMap((track) => track.automation ?? [])
    .filter(({ target }) => target.startsWith('effects/'));
  return [
    ...(clips.some(({ reverse }) => reverse === true) ? ['clips that play backwards'] : []),
    ...[...kinds].map((type) =>
      type === 'compressor' ? 'make-up and knee of compressors' : `${type} effects`,
    ),
    ...(moved.length > 0 ? ['moves of effects'] : []),
    ...(tracks.some(({ instrument }) => instrument !== undefined) ? ['sounds of instruments'] : []),
    ...(master.limiter === undefined ? [] : ['the limiter']),
  ];
}

/**
 * A recipe as the project of DAWproject 1.0 (github.com/bitwig/dawproject, `Project.xsd`): tracks with volume, pan,
 * mute, equalisers and compressors; clips with warps, loops, fades, gain and transposition; notes, markers, tempo.
 *
 * @param lengths of the files of sound that clips refer to, in seconds
 */
export function dawProjectXml(recipe: Recipe, lengths: SoundLengths): string {
  const [numerator, denominator] = recipe.timeSignature;
  const tempo = { id: 'tempo', unit: 'bpm', min: 20, max: 666, value: recipe.tempo[0]?.bpm ?? 120 };
  return xmlText(
    element('Project', { version: '1.0' }, [
      element('Application', { name: 'Flipside', version: '1' }),
      element('Transport', {}, [
        element('Tempo', tempo),
        element('TimeSignature', { numerator, denominator }),
      ]),
      element('Structure', {}, [...recipe.tracks.map(structureTrack), masterTrack()]),
      arrangement(recipe, lengths),
    ]),
  );
}

/** Title and credits, as a DAW shows them. */
export function dawMetadataXml({ title, sources }: Recipe): string {
  const credits = sources.map((source) => `${source.artist}: ${source.title}`).join('; ');
  return xmlText(
    element('MetaData', {}, [
      element('Title', {}, [title]),
      ...(credits === '' ? [] : [element('OriginalArtist', {}, [credits])]),
    ]),
  );
}
