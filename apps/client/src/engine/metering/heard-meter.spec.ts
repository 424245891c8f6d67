import { describe, expect, test } from '@jest/globals';
import type { Stem } from '@flipside/recipe';
import type { ListenerMix } from '../playback/session.types.ts';
import { HeardMeter, type Hearing } from './heard-meter.ts';
import { qualifyingMs } from './qualify.ts';
import { trialRecipe } from './trial-recipe.fixture.ts';

const SECOND = 44_100;
const MUTED: ListenerMix = { gainDb: 0, mute: true, solo: false };
const SOLO: ListenerMix = { gainDb: 0, mute: false, solo: true };

function hearing(change: Partial<Hearing> = {}): Hearing {
  return {
    recipe: trialRecipe(),
    mixes: { stems: new Map(), tracks: new Map() },
    present: new Set(['s1', 's2']),
    volume: 1,
    ...change,
  };
}

const stems = (entries: [Stem, ListenerMix][]): Hearing['mixes'] => ({
  stems: new Map(entries),
  tracks: new Map(),
});
const tracks = (entries: [string, ListenerMix][]): Hearing['mixes'] => ({
  stems: new Map(),
  tracks: new Map(entries),
});

function heard(change: Partial<Hearing>, from: number, to: number): ReturnType<HeardMeter['totals']> {
  const meter = new HeardMeter();
  meter.setHearing(hearing(change));
  meter.add([{ from: from * SECOND, to: to * SECOND }]);
  return meter.totals();
}

describe('HeardMeter', () => {
  test('counts each source where the recipe makes it audible', () => {
    expect(heard({}, 5, 25)).toEqual({ totalMs: 20_000, sources: { s1: 15_000, s2: 15_000 } });
    expect(heard({}, 31, 33)).toEqual({ totalMs: 2000, sources: {} });
  });

  test('adds up spans, also of the same place twice', () => {
    const meter = new HeardMeter();
    meter.setHearing(hearing());
    for (let i = 0; i < 300; i += 1) meter.add([{ from: i * 441, to: (i + 1) * 441 }]);
    meter.add([{ from: 0, to: SECOND }]);
    expect(meter.totals()).toEqual({ totalMs: 4000, sources: { s1: 4000 } });
  });

  test('hears nothing at volume 0, and nothing when everything is muted', () => {
    expect(heard({ volume: 0 }, 0, 10)).toEqual({ totalMs: 0, sources: {} });
    const all: [string, ListenerMix][] = ['t1', 't2', 't3'].map((id) => [id, MUTED]);
    expect(heard({ mixes: tracks(all) }, 0, 10)).toEqual({ totalMs: 0, sources: {} });
  });

  test('leaves out a muted stem, a muted track, a fader at −60 dB and a source that is missing', () => {
    expect(heard({ mixes: stems([['drums', MUTED]]) }, 10, 20).sources).toEqual({ s2: 10_000 });
    expect(heard({ mixes: tracks([['t2', MUTED]]) }, 10, 20).sources).toEqual({ s1: 10_000 });
    expect(
      heard({ mixes: stems([['vocals', { ...MUTED, mute: false, gainDb: -60 }]]) }, 10, 20).sources,
    ).toEqual({
      s1: 10_000,
    });
    expect(heard({ present: new Set(['s2']) }, 0, 20)).toEqual({ totalMs: 20_000, sources: { s2: 10_000 } });
  });

  test('a solo silences the others, and a soloed stem also instruments', () => {
    expect(heard({ mixes: tracks([['t2', SOLO]]) }, 10, 20)).toEqual({
      totalMs: 10_000,
      sources: { s2: 10_000 },
    });
    expect(heard({ mixes: stems([['drums', SOLO]]) }, 10, 20)).toEqual({
      totalMs: 10_000,
      sources: { s1: 10_000 },
    });
    expect(heard({ mixes: stems([['bass', SOLO]]) }, 10, 20)).toEqual({ totalMs: 0, sources: {} });
  });

  test('judges by what holds when a span is heard', () => {
    const meter = new HeardMeter();
    meter.setHearing(hearing());
    meter.add([{ from: 0, to: SECOND }]);
    meter.setHearing(hearing({ mixes: stems([['drums', MUTED]]) }));
    meter.add([{ from: SECOND, to: 3 * SECOND }]);
    expect(meter.totals()).toEqual({ totalMs: 3000, sources: { s1: 1000 } });
  });
});

describe('qualifyingMs', () => {
  test('is 30 s, or half of a remix shorter than a minute', () => {
    const recipe = trialRecipe();
    expect(qualifyingMs(recipe)).toBe(20_000);
    expect(qualifyingMs({ ...recipe, tempo: [{ beat: 0, bpm: 80 }] })).toBe(30_000);
    expect(qualifyingMs({ ...recipe, tempo: [{ beat: 0, bpm: 79 }] })).toBe(30_000);
  });
});
