import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** Serves a bundle to a page that is cross-origin isolated, as the app's pages are. */
export async function servePages(directory: string): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => {
    const isPage = request.url === '/';
    const path = join(directory, request.url!.slice(1));
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    if (!isPage && !existsSync(path)) response.writeHead(404).end();
    else
      response
        .setHeader('content-type', isPage ? 'text/html' : 'text/javascript')
        .end(isPage ? '<!doctype html><title>page</title>' : readFileSync(path));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
