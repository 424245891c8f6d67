import type { Schemas } from '../api.ts';
import { apiOf, expectData } from '../api.ts';
import { httpOf } from '../context.ts';
import type { CommonOptions, Outcome, World } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Http } from '../http.ts';
import { loadRecipe, type LoadedRecipe } from '../sound/recipe-input.ts';
import { clearanceLines, payoutLine } from './clearance-lines.ts';

export interface ClearOptions extends CommonOptions {
  readonly territory?: string;
  /** What is said to those who decide. */
  readonly ask?: string;
}

/** What publishing would mean: asked of the instance, with nothing published. */
export async function previewOf(
  { recipe }: LoadedRecipe,
  http: Http,
  territory?: string,
): Promise<Schemas['PublishPreview']> {
  const body = { recipe: { ...recipe }, ...(territory !== undefined && { territory }) };
  return expectData('Clearance', await apiOf(http).POST('/api/recipes/preview', { body }));
}

/** `flipside clear`: whether a draft may be published, who has not said yes, and what a play would pay; `--ask` asks them. */
export async function clear(word: string, options: ClearOptions, world: World): Promise<Outcome> {
  const loaded = await loadRecipe(word, options, world);
  const http = httpOf(options, world);
  const { territory, ask } = options;
  const preview = await previewOf(loaded, http, territory);
  const { clearance, economics } = preview;
  const isClear = clearance.state === 'CLEARED';
  const asked = isClear || ask === undefined ? null : await askFor(loaded, ask, territory, http);
  return {
    exitCode: isClear ? EXIT.fine : EXIT.fault,
    document: { ok: isClear, recipe: loaded.hash, clearance, economics, request: asked },
    lines: [
      ...clearanceLines(clearance),
      payoutLine(economics),
      ...(asked === null ? [] : [`Asked: ${http.baseUrl}/requests/${asked}`]),
    ],
  };
}

async function askFor(
  { recipe }: LoadedRecipe,
  message: string,
  territory: string | undefined,
  http: Http,
): Promise<string> {
  const body = { recipe: { ...recipe }, message, ...(territory !== undefined && { territory }) };
  return expectData('Asking', await apiOf(http).POST('/api/clearance-requests', { body })).id;
}
