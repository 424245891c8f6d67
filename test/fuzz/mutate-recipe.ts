import { referenceRecipe } from '../../apps/client/src/engine/render/reference-recipe.ts';
import type { Random } from './random.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Values that no reader expects. */
const STRANGE: readonly Json[] = [
  null,
  true,
  '',
  'x'.repeat(5000),
  '\u0000\u202e',
  -1,
  0,
  -0,
  1e-9,
  0.1,
  1e9,
  1e308,
  2 ** 53,
  [],
  {},
  [[[[[[]]]]]],
  '__proto__',
  'constructor',
];

/** Every place in a document that can be changed: the container and the key. */
function places(value: Json, found: { holder: Json[] | { [key: string]: Json }; key: string }[] = []) {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push({ holder: value, key });
    places((value as { [key: string]: Json })[key] as Json, found);
  }
  return found;
}

const near = (value: number, random: Random): number =>
  random.pick([value * 2, value / 2, -value, value + 1, value - 1, value * 1000, value * 0.999]);

function changeOne(document: Json, random: Random): void {
  const all = places(document);
  if (all.length === 0) return;
  const { holder, key } = random.pick(all);
  const record = holder as { [key: string]: Json };
  const value = record[key] as Json;
  const choice = random.below(6);
  if (choice === 0 && Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (choice === 0) delete record[key];
  else if (choice === 1 && Array.isArray(holder)) holder.push(structuredClone(value));
  else if (choice === 2) record[key] = structuredClone(random.pick(all).holder as Json);
  else if (choice > 2 && typeof value === 'number' && !random.isOneIn(5)) record[key] = near(value, random);
  else record[key] = structuredClone(random.pick(STRANGE));
}

/** The reference recipe with one to three changes, as the text that would arrive. */
export function mutateRecipe(random: Random): string {
  const document = structuredClone(referenceRecipe) as unknown as Json;
  for (let i = 1 + random.below(3) * random.below(2); i > 0; i--) changeOne(document, random);
  const text = JSON.stringify(document);
  if (!random.isOneIn(12)) return text;
  const at = random.below(text.length);
  return random.pick([text.slice(0, at), `${text.slice(0, at)}${'['.repeat(5000)}`, text.slice(at)]);
}
