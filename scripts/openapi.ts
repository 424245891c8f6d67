import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { buildServer } from './build/steps.ts';

const DOCUMENT = 'docs/openapi.json';
const CLIENT = 'apps/client/src/api/schema.ts';

interface DescribingModule {
  describeApi(): Promise<object>;
}

/** Keys in a fixed order, so that the file changes only when the API does. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, sorted(child)]));
}

async function generate(): Promise<ReadonlyMap<string, string>> {
  buildServer((line) => console.log(line));
  const server = (await import(pathToFileURL(resolve('apps/api/dist/embedded.js')).href)) as DescribingModule;
  const document = `${JSON.stringify(sorted(await server.describeApi()), null, 2)}\n`;
  const types = astToString(await openapiTypescript(document));
  return new Map([
    [DOCUMENT, document],
    [CLIENT, `/** Generated from ${DOCUMENT} by \`npm run openapi\`. Do not edit. */\n${types}`],
  ]);
}

/** `npm run openapi [-- --check]`: writes the description of the API and the client's types, or tells whether they drifted. */
async function main(checkOnly: boolean): Promise<void> {
  const files = await generate();
  const stale = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  if (checkOnly) {
    for (const [path] of stale) console.error(`${path} does not match the API. Run npm run openapi.`);
    process.exitCode = stale.length === 0 ? 0 : 1;
    return;
  }
  mkdirSync('docs', { recursive: true });
  for (const [path, text] of stale) {
    writeFileSync(path, text);
    console.log(`Wrote ${path}`);
  }
}

await main(process.argv.includes('--check'));
process.exit();
