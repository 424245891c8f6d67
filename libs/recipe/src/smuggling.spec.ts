import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { parseRecipe } from './parse.ts';
import { fullRecipe } from './recipe.spec-support.ts';
import { recipeShape } from './schema.ts';
import { canonicalBytes } from './canonical.ts';

interface Node {
  readonly [key: string]: unknown;
}

/** Every schema node of the format with a readable path, by walking the JSON Schema that zod gives of it. */
function* nodes(node: Node, path: string): Generator<[string, Node]> {
  yield [path, node];
  for (const [key, child] of Object.entries((node.properties ?? {}) as Record<string, Node>)) {
    yield* nodes(child, `${path}/${key}`);
  }
  for (const key of ['items', 'prefixItems', 'anyOf', 'oneOf', 'allOf']) {
    const child = node[key];
    if (child === undefined || typeof child !== 'object') continue;
    for (const [index, part] of ([] as Node[]).concat(child as Node).entries()) {
      yield* nodes(part, `${path}/${key}${index}`);
    }
  }
}

const schema = z.toJSONSchema(recipeShape, { reused: 'inline' }) as Node;
const all = [...nodes(schema, '')];
const ofType = (type: string) => all.filter(([, node]) => node.type === type);

/** PCM as a smuggler would pack it: 16-bit noise in base64. */
const pcm = (bytes: number): string =>
  Buffer.from(Uint8Array.from({ length: bytes }, (_, i) => (i * 2654435761) >>> 24)).toString('base64');

describe('the schema has no room for audio', () => {
  test('is walked whole', () => {
    expect(ofType('string').length).toBeGreaterThan(40);
    expect(ofType('array').length).toBeGreaterThan(15);
    expect(ofType('number').length).toBeGreaterThan(80);
  });

  test.each(ofType('string'))('string %s is bounded', (_path, node) => {
    const patterns = [node.pattern, ...((node.allOf ?? []) as Node[]).map(({ pattern }) => pattern)];
    const boundedPattern = patterns.some(
      (pattern) =>
        typeof pattern === 'string' &&
        /^\^/.test(pattern) &&
        /\$$/.test(pattern) &&
        !/[*+]|\{\d+,\}/.test(pattern.replace(/\[[^\]]*\]/g, '.')),
    );
    const bounded = typeof node.maxLength === 'number' && node.maxLength <= LIMITS.fingerprintChars;
    expect(bounded || boundedPattern || node.const !== undefined || node.enum !== undefined).toBe(true);
  });

  test.each(ofType('array'))('list %s is bounded', (_path, node) => {
    const tuple = Array.isArray(node.prefixItems) && node.items === undefined;
    expect(tuple || (typeof node.maxItems === 'number' && node.maxItems <= 20_000)).toBe(true);
  });

  test.each([...ofType('number'), ...ofType('integer')])('number %s is bounded', (_path, node) => {
    const bounded = typeof node.minimum === 'number' && typeof node.maximum === 'number';
    expect(bounded || node.const !== undefined).toBe(true);
  });

  test.each(ofType('object'))('object %s is closed', (_path, node) => {
    expect(node.additionalProperties).toBe(false);
  });
});

type Place = readonly [path: string, node: Record<string, unknown>, key: string];

function places(root: unknown): Place[] {
  const found: Place[] = [];
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      const record = node as Record<string, unknown>;
      found.push([`${path}/${key}`, record, key]);
      walk(record[key], `${path}/${key}`);
    }
  };
  walk(root, '');
  return found;
}

const paths = places(fullRecipe()).map(([path]) => path);
const at = (path: string) => {
  const recipe = fullRecipe();
  const place = places(recipe).find(([known]) => known === path)!;
  return { recipe, node: place[1], key: place[2] };
};

describe.each(paths)('PCM through %s', (path) => {
  test('is refused as text, numbers, an object or nested lists', () => {
    const samples = Array.from({ length: 30_000 }, (_, i) => Math.sin(i) / 2);
    for (const value of [pcm(24_576), samples, { data: pcm(12) }, [samples, samples]]) {
      const { recipe, node, key } = at(path);
      node[key] = value;
      expect(parseRecipe(recipe).ok).toBe(false);
    }
  });

  test('is refused as a key beside it', () => {
    const { recipe, node } = at(path);
    if (Array.isArray(node)) node.push(pcm(24_576));
    else node[pcm(24)] = 0;
    expect(parseRecipe(recipe).ok).toBe(false);
  });
});

test('whatever is accepted is at most 256 KiB', () => {
  // All sources as full of binary fields as they may be: more than the whole may hold.
  const base = fullRecipe();
  const recipe = {
    ...base,
    sources: Array.from({ length: 64 }, (_, index) => ({
      ...base.sources[0]!,
      id: `s${index + 1}`,
      isrc: [`GBAAA25${String(index).padStart(5, '0')}`],
    })),
    tracks: Array.from({ length: 64 }, (_, index) => ({
      id: `t${index}`,
      name: 'T',
      clips: [{ source: `s${index + 1}`, stem: 'mix' as const, at: 0, length: 4, in: 0 }],
    })),
    layers: [],
  };
  expect(canonicalBytes(recipe).length).toBeGreaterThan(LIMITS.canonicalBytes);
  expect(parseRecipe(recipe).ok).toBe(false);
  const fewer = { ...recipe, sources: recipe.sources.slice(0, 30), tracks: recipe.tracks.slice(0, 30) };
  expect(parseRecipe(fewer).ok).toBe(true);
});
