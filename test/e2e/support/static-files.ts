import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Serves a folder to cross-origin isolated pages, as the app is served; gives the address and what ends it. */
export async function serveFolder(directory: string): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : String(request.url);
    readFile(join(directory, path)).then(
      (body) =>
        response
          .setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream')
          .setHeader('cross-origin-opener-policy', 'same-origin')
          .setHeader('cross-origin-embedder-policy', 'require-corp')
          .end(body),
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
