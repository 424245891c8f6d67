import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { formatVkey } from '@flipside/transparency';
import { SyntheticLog } from './synthetic-log.ts';

/** A registry in a process of its own: serves a log of `process.argv[2]` leaves, and says where and with which key. */
const server = createServer((request, response) => {
  const path = (request.url ?? '').replace('/log/consent/', '');
  const bytes = log?.read(path) ?? null;
  response.writeHead(bytes === null ? 404 : 200).end(bytes);
});
let log: SyntheticLog | null = null;
server.listen(0, '127.0.0.1', () => {
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  log = new SyntheticLog(`${host}/log/consent`, Number(process.argv[2]));
  process.stdout.write(`${JSON.stringify({ url: `http://${host}`, vkey: formatVkey(log.key) })}\n`);
});
