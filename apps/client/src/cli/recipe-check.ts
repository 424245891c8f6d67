import { parseRecipe, recipeHash, usage } from '@flipside/recipe';
import type { SourceUsage } from '@flipside/royalty';
import type { Http } from './http.ts';
import type { Progress } from './progress.ts';
import type { RecomputationFault } from './recomputation.ts';

const MOST_BYTES = 4 * 1024 * 1024;
const AT_ONCE = 4;

type Sources = ReadonlyMap<string, SourceUsage> | null;

export interface CheckedRecipes {
  readonly checked: number;
  /** Recipes that the instance serves no more: their usage is taken from the log. */
  readonly unserved: readonly string[];
  readonly faults: readonly RecomputationFault[];
}

/** Holds what the log says of recipes against the recipes themselves: their name, and how long each source is heard. */
export async function checkRecipes(
  http: Http,
  recipes: readonly string[],
  sourcesOf: (recipe: string) => Sources,
  progress: Progress,
): Promise<CheckedRecipes> {
  const unserved: string[] = [];
  const faults: RecomputationFault[] = [];
  const waiting = recipes.values();
  let done = 0;
  const work = async (): Promise<void> => {
    for (const recipe of waiting) {
      const text = await http.bytes(`api/recipes/${recipe}/document`, MOST_BYTES);
      if (text === null) unserved.push(recipe);
      else faults.push(...checkOne(recipe, text, sourcesOf(recipe)));
      progress.report('recipes', (done += 1), recipes.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { checked: recipes.length - unserved.length, unserved: unserved.sort(), faults };
}

function checkOne(name: string, text: Uint8Array, logged: Sources): RecomputationFault[] {
  const fault = (message: string): RecomputationFault[] => [
    { code: 'RECIPE_DIFFERS', message: `${name}: ${message}.` },
  ];
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(text));
  } catch {
    return fault('what is served is no JSON');
  }
  const parsed = parseRecipe(value);
  if (!parsed.ok) return fault('what is served is no recipe');
  if (recipeHash(parsed.recipe) !== name) return fault('what is served is another recipe');
  return usage(parsed.recipe).flatMap(({ sourceId, totalMs }) => {
    const stated = logged?.get(sourceId)?.usageMs ?? null;
    return stated === BigInt(totalMs)
      ? []
      : fault(`its source ${sourceId} is heard for ${totalMs} ms, the log says ${stated ?? 'nothing of it'}`);
  });
}
