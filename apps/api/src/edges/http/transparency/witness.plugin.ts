import type { FastifyInstance } from 'fastify';
import type { WitnessService } from '../../../modules/transparency/index.ts';

/** An old size, 63 hashes and a checkpoint with some signatures. */
const BODY_LIMIT = 96 * 1_024;

/** `POST /witness/add-checkpoint` (tlog-witness): the one place where a body is plain text. */
export async function witnessPlugin(
  fastify: FastifyInstance,
  { witness }: { witness: WitnessService },
): Promise<void> {
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const parser = { parseAs: 'buffer', bodyLimit: BODY_LIMIT } as const;
    scope.addContentTypeParser(['text/plain', '*'], parser, (_request, body, done) => done(null, body));
    scope.post('/witness/add-checkpoint', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const answer = await witness.addCheckpoint(body);
      await reply.status(answer.status).type(answer.contentType).send(answer.body);
    });
  });
}
