import type { Recipe } from '@flipside/recipe';
import type { ExportHead, ExportKind, ExportPiece } from '../workers/recipe-export.ts';
import type { RenderLink } from './render-link.ts';
import { toError } from '../to-error.ts';

/** Pulls a file out of the render worker; each piece is made when it is asked for. */
export async function* pulledExport(
  renderer: RenderLink,
  recipe: Recipe,
  kind: ExportKind,
  signal: AbortSignal,
): AsyncGenerator<ExportPiece, ExportHead, void> {
  signal.throwIfAborted();
  const id = await renderer.call('beginExport', recipe, kind);
  // A worker that was ended with its session answers nothing any more.
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        renderer.tell('endExport', id);
        reject(toError(signal.reason));
      },
      { once: true },
    );
  });
  // Nobody may be waiting for a piece when it is stopped.
  stopped.catch(() => undefined);
  try {
    for (;;) {
      signal.throwIfAborted();
      const step = await Promise.race([renderer.call('exportPiece', id), stopped]);
      if (step.done === true) return step.value;
      yield step.value;
    }
  } finally {
    renderer.tell('endExport', id);
  }
}
