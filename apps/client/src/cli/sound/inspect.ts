import { durationMs, usage } from '@flipside/recipe';
import {
  analyseBeats,
  analyseKey,
  detectOnsets,
  measureLoudness,
  measureNovelty,
  toMono,
} from '../../engine/analysis/index.ts';
import { isSoundName, readTags } from '../../engine/decode/index.ts';
import { SAMPLE_RATE } from '../../engine/types.ts';
import { apiOf, expectData } from '../api.ts';
import { httpOf, progressOf } from '../context.ts';
import type { CommonOptions, Outcome, World } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Progress } from '../progress.ts';
import { type Analysis, AnalysisFiles, bytesHash } from '../storage/analysis-files.ts';
import { decodeFile, fileBlob } from './decode-file.ts';
import { loadRecipe, type LoadedRecipe } from './recipe-input.ts';

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(1).padStart(4, '0')}`;
const short = (value: number, digits = 2): number => Number(value.toFixed(digits));
const rounded = (value: number): number | null => (Number.isFinite(value) ? short(value) : null);

async function analyse(path: string, world: World, progress: Progress): Promise<Analysis> {
  const pcm = await decodeFile(path, world, progress);
  progress.report('measuring loudness', 0, 3);
  const { integratedLufs, truePeakDbtp } = measureLoudness(pcm);
  world.signal?.throwIfAborted();
  progress.report('finding the tempo', 1, 3);
  const novelty = measureNovelty(toMono(pcm));
  const { bpm, beatgrid, confidence } = analyseBeats(pcm, novelty);
  world.signal?.throwIfAborted();
  progress.report('finding the key', 2, 3);
  return {
    frames: pcm.left.length,
    bpm: rounded(bpm),
    beatgrid: beatgrid.map(([beat, second]) => [beat, short(second, 4)]),
    beatConfidence: short(confidence),
    onsets: detectOnsets(pcm, novelty).map(({ second }) => short(second, 4)),
    key: analyseKey(pcm),
    integratedLufs: rounded(integratedLufs),
    truePeakDbtp: rounded(truePeakDbtp),
  };
}

/** Measured once for each file, by its bytes. */
async function analysisOf(path: string, file: Blob, world: World, progress: Progress): Promise<Analysis> {
  const kept = new AnalysisFiles(world.env);
  const hash = await bytesHash(file, world.signal);
  const known = await kept.get(hash);
  if (known !== null) return known;
  const made = await analyse(path, world, progress);
  await kept.put(hash, made);
  return made;
}

async function inspectAudio(path: string, world: World, progress: Progress): Promise<Outcome> {
  const file = await fileBlob(path);
  const tags = await readTags(file);
  const { frames, ...measured } = await analysisOf(path, file, world, progress);
  const { bpm, key, integratedLufs, truePeakDbtp, onsets } = measured;
  const seconds = frames / SAMPLE_RATE;
  const document = {
    ok: true,
    kind: 'audio',
    path,
    ...{ title: tags.title, artist: tags.artist, isrc: tags.isrc },
    durationMs: Math.round(seconds * 1000),
    ...measured,
  };
  const lines = [
    `${tags.title ?? path}${tags.artist === null ? '' : ` – ${tags.artist}`}`,
    `ISRC      ${tags.isrc.length > 0 ? tags.isrc.join(', ') : 'none'}`,
    `Length    ${clock(seconds)}`,
    `Tempo     ${bpm === null ? 'none found' : `${bpm} bpm`}`,
    `Onsets    ${onsets.length}`,
    `Key       ${key ?? 'none found'}`,
    `Loudness  ${integratedLufs ?? '−∞'} LUFS, ${truePeakDbtp ?? '−∞'} dBTP`,
  ];
  return { exitCode: EXIT.fine, document, lines };
}

/** Credits of a published flip: whoever is named on its page. A file alone names recordings, and its producer's key. */
async function creditsOf(loaded: LoadedRecipe, options: CommonOptions, world: World): Promise<string | null> {
  if (loaded.instance === null) return null;
  const http = httpOf({ ...options, url: loaded.instance }, world);
  const path = '/api/recipes/{hash}/credits.txt';
  const answer = await apiOf(http).GET(path, { params: { path: { hash: loaded.hash } }, parseAs: 'text' });
  return expectData<string>('Credits', answer);
}

async function inspectRecipe(word: string, options: CommonOptions, world: World): Promise<Outcome> {
  const loaded = await loadRecipe(word, options, world);
  const { recipe, hash, proof } = loaded;
  const credits = await creditsOf(loaded, options, world);
  const used = new Map(usage(recipe).map((entry) => [entry.sourceId, entry]));
  const sources = recipe.sources.map(({ id, title, artist, isrc, durationMs: length }) => ({
    ...{ id, title, artist, isrc, durationMs: length },
    usedMs: used.get(id)?.totalMs ?? 0,
    stems: Object.keys(used.get(id)?.stems ?? {}),
  }));
  const isBroken = !proof.ok && proof.code !== 'UNSIGNED';
  const signed = proof.ok
    ? `signed by ${proof.key}`
    : proof.code === 'UNSIGNED'
      ? 'not signed'
      : `SIGNATURE DOES NOT HOLD (${proof.code})`;
  const document = {
    ok: !isBroken,
    kind: 'recipe',
    ...{ hash, title: recipe.title, durationMs: durationMs(recipe) },
    bpm: recipe.tempo[0]?.bpm ?? null,
    key: recipe.key ?? null,
    model: recipe.separation.model,
    tracks: recipe.tracks.map(({ id, name }) => ({ id, name })),
    ...{ sources, layers: recipe.layers?.length ?? 0, proof, credits },
  };
  const lines = [
    recipe.title,
    `Recipe    ${hash}`,
    `Proof     ${signed}`,
    `Length    ${clock(document.durationMs / 1000)}`,
    `Tempo     ${document.bpm ?? '?'} bpm${recipe.tempo.length > 1 ? `, ${recipe.tempo.length} changes` : ''}`,
    `Key       ${document.key ?? 'not stated'}`,
    `Stems by  ${document.model}`,
    `Tracks    ${recipe.tracks.map(({ name }) => name).join(', ')}`,
    'Uses',
    ...sources.map(
      ({ title, artist, isrc, usedMs, stems }) =>
        `  ${(usedMs / 1000).toFixed(3).padStart(9)} s  ${title} – ${artist} (${isrc.join(', ')}) ${stems.join(', ')}`,
    ),
    ...(credits === null ? [] : ['', credits.trimEnd()]),
  ];
  return { exitCode: isBroken ? EXIT.fault : EXIT.fine, document, lines };
}

/** `flipside inspect`: what a recipe or a recording is. */
export async function inspect(word: string, options: CommonOptions, world: World): Promise<Outcome> {
  const progress = progressOf(options, world);
  try {
    return await (isSoundName(word)
      ? inspectAudio(word, world, progress)
      : inspectRecipe(word, options, world));
  } finally {
    progress.end();
  }
}
