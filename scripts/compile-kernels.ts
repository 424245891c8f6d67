import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import asc from 'assemblyscript/asc';

const SOURCES = 'apps/client/kernels';
const TARGET = 'apps/client/src/engine/kernels/generated/kernels-wasm.ts';

/** Only what every engine has: fixed vectors, whose results are defined to the bit, and no relaxed ones. */
const OPTIONS = ['--runtime', 'stub', '--importMemory', '--enable', 'simd', '-O3', '--noAssert'];

/** Compiles the inner loops of rendering and separation to WebAssembly and writes it as a constant. */
async function main(): Promise<void> {
  const files = readdirSync(SOURCES).filter((file) => file.endsWith('.ts'));
  const directory = mkdtempSync(join(tmpdir(), 'flipside-kernels-'));
  try {
    const outFile = join(directory, 'kernels.wasm');
    const stderr = asc.createMemoryStream();
    const args = [...files.map((file) => join(SOURCES, file)), ...OPTIONS, '--outFile', outFile];
    const { error } = await asc.main(args, { stderr });
    if (error !== null) throw new Error(`${error.message}\n${stderr.toString()}`);
    mkdirSync(dirname(TARGET), { recursive: true });
    writeFileSync(
      TARGET,
      `/** ${SOURCES}, base64. */\nexport const KERNELS_WASM =\n  '${readFileSync(outFile).toString('base64')}';\n`,
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

await main();
