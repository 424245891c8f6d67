import { join, resolve } from 'node:path';
import { build, defaultClientConditions } from 'vite';

const [directory = '', page = 'playback'] = process.argv.slice(2);

/** Bundles a page with the engine in it as the web app is bundled: workers, worklet and all. */
const root = resolve('test/e2e/support', page);
const html = join(root, 'index.html');
await build({
  configFile: false,
  logLevel: 'error',
  root,
  resolve: {
    alias: { '@flipside/recipe': resolve('libs/recipe/src/index.ts') },
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  worker: { format: 'es' },
  build: { outDir: directory, emptyOutDir: true, target: 'es2023', rolldownOptions: { input: html } },
});
