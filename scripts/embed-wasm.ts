import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const SOURCE = '@unimusic/chromaprint/dist/chromaprint.wasm';
const TARGET = 'apps/client/src/engine/alignment/generated/chromaprint-wasm.ts';

/**
 * Writes the Chromaprint module as a constant. The package's own loader fetches it by address and refuses workers and
 * Node; bytes inside the bundle load the same way everywhere.
 */
function main(): void {
  const wasm = readFileSync(createRequire(import.meta.url).resolve(SOURCE));
  mkdirSync(dirname(TARGET), { recursive: true });
  writeFileSync(
    TARGET,
    `/** ${SOURCE}, base64. */\nexport const CHROMAPRINT_WASM =\n  '${wasm.toString('base64')}';\n`,
  );
}

main();
