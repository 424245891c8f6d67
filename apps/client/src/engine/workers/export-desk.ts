import type { Recipe } from '@flipside/recipe';
import type { StemLibrary } from '../render/index.ts';
import { exportPieces, type ExportHead, type ExportKind, type ExportPiece } from './recipe-export.ts';

export type ExportStep = IteratorResult<ExportPiece, ExportHead>;

interface OpenExport {
  readonly pieces: AsyncGenerator<ExportPiece, ExportHead, void>;
  readonly stop: AbortController;
}

/** Exports under way in a worker, each known by a number to whoever began it and asks for the pieces. */
export class ExportDesk {
  readonly #open = new Map<number, OpenExport>();
  readonly #giveWay: () => void;
  #last = 0;

  constructor(giveWay: () => void) {
    this.#giveWay = giveWay;
  }

  /** The library has to stay as it is: a file is of one piece. */
  begin(recipe: Recipe, library: StemLibrary, kind: ExportKind): number {
    const stop = new AbortController();
    const pieces = exportPieces(recipe, library, kind, { signal: stop.signal, giveWay: this.#giveWay });
    this.#last += 1;
    this.#open.set(this.#last, { pieces, stop });
    return this.#last;
  }

  /** @throws what goes wrong with the export, which is over then; RangeError for one that is not open */
  async next(id: number): Promise<ExportStep> {
    const open = this.#open.get(id);
    if (open === undefined) throw new RangeError('This export is over.');
    try {
      const step = await open.pieces.next();
      if (step.done === true) this.#open.delete(id);
      return step;
    } catch (error) {
      this.#open.delete(id);
      throw error;
    }
  }

  /** Also ends a piece that is being made. Ending what is over does nothing. */
  end(id: number): void {
    this.#open.get(id)?.stop.abort(new DOMException('The export was stopped.', 'AbortError'));
    this.#open.delete(id);
  }
}
