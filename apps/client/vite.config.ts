import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { tokensCss } from './src/web/theme/tokens-css.ts';

const API = process.env['FLIPSIDE_API'] ?? 'http://127.0.0.1:3000';

/** What the server answers itself, besides the app's screens. */
const proxy = Object.fromEntries(
  ['/api', '/oidc', '/oembed', '/feed.atom', '/feed.json', '/.well-known', '/log'].map((path) => [path, API]),
);

// Threads and shared memory exist only in a cross-origin isolated page.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Serves the design tokens as a style sheet, so that colours are there before any script runs. */
function tokens(): Plugin {
  const id = '\0virtual:tokens.css';
  return {
    name: 'flipside-tokens',
    resolveId: (source) => (source === 'virtual:tokens.css' ? id : null),
    load: (source) => (source === id ? tokensCss() : null),
  };
}

/** The installable app: the shell is kept for offline use, the API and sign-in never are. */
function pwa() {
  return VitePWA({
    registerType: 'autoUpdate',
    injectRegister: false,
    includeAssets: ['favicon.svg', 'colour-scheme.js', 'apple-touch-icon.png'],
    manifest: {
      name: 'Flipside',
      short_name: 'Flipside',
      description: 'Remixes as recipes, played from music you already have.',
      display: 'standalone',
      start_url: '/',
      background_color: '#0E110F',
      theme_color: '#0E110F',
      icons: [
        { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
      ],
    },
    workbox: {
      globPatterns: ['**/*.{js,css,html,wasm}', '**/*-latin-*.woff2'],
      // A neural add-on of the Opus decoder, and what runs separation models: each larger than everything else
      // together, and fetched only when it is used.
      globIgnores: ['**/opus-ml-*', '**/ort-*'],
      maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
      navigateFallback: '/index.html',
      navigateFallbackDenylist: [/^\/api\//, /^\/oidc\//, /^\/\.well-known\//, /^\/log\//, /^\/feed\./],
    },
  });
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [tokens(), react(), pwa()],
  resolve: {
    // The model runtime's WebAssembly is a file of this origin, not a part of the script.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
    alias: Object.fromEntries(
      ['recipe', 'transparency'].map((lib) => [
        `@flipside/${lib}`,
        fileURLToPath(new URL(`../../libs/${lib}/src/index.ts`, import.meta.url)),
      ]),
    ),
  },
  worker: { format: 'es' },
  server: {
    headers: isolation,
    proxy,
  },
  preview: { headers: isolation, proxy },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', sourcemap: true },
});
