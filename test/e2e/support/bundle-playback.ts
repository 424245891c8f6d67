import { join, resolve } from 'node:path';
import { build } from 'vite';

const [directory = ''] = process.argv.slice(2);

/** Bundles a page with a session in it as the web app is bundled: workers, worklet and all. */
const html = join(resolve('test/e2e/support/playback'), 'index.html');
await build({
  configFile: false,
  logLevel: 'error',
  root: resolve('test/e2e/support/playback'),
  resolve: { alias: { '@flipside/recipe': resolve('libs/recipe/src/index.ts') } },
  worker: { format: 'es' },
  build: { outDir: directory, emptyOutDir: true, target: 'es2023', rolldownOptions: { input: html } },
});
