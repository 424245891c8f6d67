import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

const LEAST_BYTES = 1_024;

/**
 * Whether bytes begin like a zlib stream (RFC 1950 §2.2) or like gzip (RFC 1952 §2.3.1). One in a few hundred tiles of hashes
 * does, and so does a text that begins with "HK".
 */
function beginsLikeCompressed(payload: string | Buffer): boolean {
  const [first = 0, second = 0] = typeof payload === 'string' ? Buffer.from(payload.slice(0, 2)) : payload;
  const zlib = (first & 0x0f) === 8 && first < 0x80 && (first * 256 + second) % 31 === 0;
  return zlib || (first === 0x1f && second === 0x8b);
}

/**
 * Answers are compressed as the client wishes. The plugin takes what begins like a compressed stream for one: it sends it as
 * it is and calls it compressed all the same, which no client can read. Such answers go out plain.
 */
export async function registerCompression(fastify: FastifyInstance): Promise<void> {
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    const isWhole = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (isWhole && beginsLikeCompressed(payload)) request.headers['x-no-compression'] = 'true';
    done(null, payload);
  });
  await fastify.register(compress, { threshold: LEAST_BYTES });
}
