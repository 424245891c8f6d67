import type { Recipe, Source } from '@flipside/recipe';
import {
  alignToAnchors,
  describeRefusal,
  makeAnchors,
  type AlignmentAnchor,
} from '../../engine/alignment/align.ts';
import { isSoundName } from '../../engine/decode/index.ts';
import { SAMPLE_RATE } from '../../engine/types.ts';
import { progressOf } from '../context.ts';
import type { Outcome, World } from '../context.ts';
import { EXIT, usageError } from '../exit-codes.ts';
import type { Progress } from '../progress.ts';
import { decodeFile } from './decode-file.ts';
import { loadRecipe } from './recipe-input.ts';
import type { AlignOptions } from './sound-options.ts';

function sourceOf({ sources }: Recipe, wanted: string | undefined): Source {
  const [only] = sources;
  if (wanted === undefined && sources.length === 1 && only !== undefined) return only;
  const found = sources.find(
    ({ id, isrc }) => wanted !== undefined && (id === wanted || isrc.includes(wanted)),
  );
  if (found !== undefined) return found;
  const ids = sources.map(({ id, title }) => `${id} (${title})`).join(', ');
  throw usageError(
    'SOURCE_UNKNOWN',
    `Say with --source which recording is meant: ${ids === '' ? 'the recipe has none' : ids}.`,
  );
}

async function anchorOf(
  options: AlignOptions,
  world: World,
  progress: Progress,
): Promise<AlignmentAnchor & { readonly name: string }> {
  if (isSoundName(options.to)) {
    const pcm = await decodeFile(options.to, world, progress);
    progress.report(`measuring ${options.to}`, 0, 1);
    return { ...(await makeAnchors(pcm)), name: options.to };
  }
  const { recipe } = await loadRecipe(options.to, options, world);
  const { title, durationMs, fingerprint, anchors } = sourceOf(recipe, options.source);
  return { durationMs, fingerprint, onsetEnvelope: anchors?.onsetEnvelope, name: title };
}

/** `flipside align`: where a copy lies against a recording, or why it is not a copy of it. */
export async function align(path: string, options: AlignOptions, world: World): Promise<Outcome> {
  const progress = progressOf(options, world);
  try {
    const anchor = await anchorOf(options, world, progress);
    const pcm = await decodeFile(path, world, progress);
    progress.report(`aligning ${path}`, 0, 1);
    const result = await alignToAnchors(anchor, pcm);
    if (result.kind === 'refused') {
      const message = describeRefusal(result);
      const { reason, regions, speedPercent } = result;
      return {
        exitCode: EXIT.missing,
        document: { ok: false, to: anchor.name, reason, message, regions, speedPercent },
        lines: [`✗ ${path}: ${message}`],
      };
    }
    const { offsetFrames, exactOffset, confidence, method } = result;
    const offsetMs = (exactOffset * 1000) / SAMPLE_RATE;
    const where =
      offsetFrames === 0 ? 'exactly in place' : `${offsetMs.toFixed(3)} ms (${offsetFrames} samples) in`;
    return {
      exitCode: EXIT.fine,
      document: { ok: true, to: anchor.name, offsetFrames, exactOffset, offsetMs, confidence, method },
      lines: [`✓ ${path} is “${anchor.name}”, ${where}; ${Math.round(confidence * 100)} % agree (${method})`],
    };
  } finally {
    progress.end();
  }
}
