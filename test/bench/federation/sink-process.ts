import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Other servers, all in a process of its own: takes whatever comes, and says at what port, and how much came. */
let taken = 0;
const server = createServer((request, response) => {
  if (request.method === 'GET') return void response.end(String(taken));
  request.resume().once('end', () => {
    taken += 1;
    response.writeHead(202).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
