import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ExportFile } from '../../../modules/royalty/index.ts';

/** Frozen: nobody need ask again, but never for whoever signs in next in the same browser. */
const FROZEN = 'private, max-age=31536000, immutable';

/** RFC 8187 §3.2.1 takes fewer signs as they are than addresses do. */
const escaped = (name: string): string =>
  encodeURIComponent(name.replaceAll(/\p{Cs}/gu, '\uFFFD')).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** RFC 6266 §4.3: the name in ASCII, and as it is for whoever reads UTF-8. */
export function attachment(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/[^\w.-]/g, '');
  return plain === name
    ? `attachment; filename="${name}"`
    : `attachment; filename="${plain}"; filename*=UTF-8''${escaped(name)}`;
}

/** Answers a file that is written while it is sent. */
export function presentFile(reply: FastifyReply, { name, type, chunks, tag }: ExportFile): StreamableFile {
  void reply.header('vary', 'cookie, authorization');
  void reply.header('cache-control', tag === null ? 'private, no-cache' : FROZEN);
  if (tag !== null) void reply.header('etag', `W/"${tag}"`);
  const stream = Readable.from(chunks, { objectMode: false });
  return new StreamableFile(stream, { type, disposition: attachment(name) });
}
