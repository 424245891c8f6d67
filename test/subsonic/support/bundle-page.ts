import { resolve } from 'node:path';
import { build } from 'vite';

const [directory = ''] = process.argv.slice(2);

/** Bundles the engine as the web app does, for a worker of its own. */
await build({
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { '@flipside/recipe': resolve('libs/recipe/src/index.ts') } },
  build: {
    outDir: directory,
    target: 'es2023',
    lib: {
      entry: resolve('test/subsonic/support/page-worker.ts'),
      formats: ['es'],
      fileName: () => 'page-worker.js',
    },
  },
});
