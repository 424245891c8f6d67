import {
  dawArchive,
  dawArchiveBytes,
  MOST_ZIP_BYTES,
  stemArchive,
  stemArchiveBytes,
  unsaid,
  type StemArchiveOptions,
} from '../../engine/interchange/index.ts';
import { RecipeRenderer } from '../../engine/render/index.ts';
import type { Recipe } from '@flipside/recipe';
import { progressOf } from '../context.ts';
import type { Outcome, World } from '../context.ts';
import { EXIT, usageError } from '../exit-codes.ts';
import { describeSource, gather, loadBelieved, type Material } from './gather.ts';
import { openSeparation, separationAsMade, type ChosenSeparation } from './separators.ts';
import type { PlaceOptions } from './sound-options.ts';
import { writeStream } from './write-audio.ts';

export interface ExportOptions extends PlaceOptions {
  readonly out: string;
  readonly model?: string;
  readonly modelFile?: string;
  readonly partial?: boolean;
}

type Kind = 'project' | 'stems';

function kindOf(out: string): Kind {
  if (/\.dawproject$/i.test(out)) return 'project';
  if (/\.zip$/i.test(out)) return 'stems';
  throw usageError(
    'FORMAT_UNKNOWN',
    `${out}: a project ends with .dawproject, an archive of stems with .zip.`,
  );
}

async function archiveOf(
  kind: Kind,
  out: string,
  recipe: Recipe,
  material: Material,
  options: StemArchiveOptions,
): Promise<AsyncGenerator<Uint8Array, void, void>> {
  const { frames } = await RecipeRenderer.create(recipe, material);
  const bytes = kind === 'project' ? dawArchiveBytes(recipe, material) : stemArchiveBytes(recipe, frames);
  if (bytes > MOST_ZIP_BYTES)
    throw usageError('TOO_LARGE', `${out} would be larger than 4 GB. Take “flipside render --stems”.`);
  return kind === 'project' ? dawArchive(recipe, material, options) : stemArchive(recipe, material, options);
}

/** `flipside export`: a flip for a DAW, as a project over its stems or as an archive of aligned tracks and MIDI. */
export async function exportProject(word: string, options: ExportOptions, world: World): Promise<Outcome> {
  const { out } = options;
  const kind = kindOf(out);
  const progress = progressOf(options, world);
  const isAsked = options.model !== undefined || options.modelFile !== undefined;
  let chosen: ChosenSeparation | null = isAsked
    ? { separation: await openSeparation(options, world), note: null }
    : null;
  try {
    const { recipe, hash } = await loadBelieved(word, options, world);
    chosen ??= await separationAsMade(recipe, world);
    const { material, accounts } = await gather(recipe, options, chosen.separation, world, progress);
    const archive = await archiveOf(kind, out, recipe, material, {
      onProgress: (name, done, total) => progress.report(`writing ${name}`, done, total),
      ...(world.signal !== undefined && { signal: world.signal }),
    });
    const { bytes, sha256 } = await writeStream(out, archive, () => new Uint8Array(0));
    const isWhole = accounts.every(({ state }) => state === 'ready');
    const left = kind === 'project' ? unsaid(recipe) : [];
    const { separation, note } = chosen;
    return {
      exitCode: isWhole ? EXIT.fine : EXIT.missing,
      document: {
        ...{ ok: isWhole, recipe: hash, title: recipe.title, model: separation.model.id, note },
        ...{ sources: accounts, path: out, bytes, sha256, left },
      },
      lines: [
        ...(note === null ? [] : [note]),
        ...accounts.map(describeSource),
        `✓ ${out}  ${(bytes / 1e6).toFixed(1)} MB`,
        ...(left.length === 0
          ? []
          : [`A project cannot say: ${left.join(', ')}. They stay in the recipe inside.`]),
      ],
    };
  } finally {
    await chosen?.separation.close();
    progress.end();
  }
}
