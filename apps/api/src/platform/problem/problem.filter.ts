import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG } from '../config/config.ts';
import type { Config } from '../config/config.ts';
import { RateLimitedError } from './errors.ts';
import { toProblem } from './problem.ts';

/** Turns everything thrown into problem details, and logs what was not expected. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly config: Pick<Config, 'baseUrl'>;

  constructor(@Inject(CONFIG) config: Pick<Config, 'baseUrl'>) {
    this.config = config;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error, { url: request.url, id: request.id, baseUrl: this.config.baseUrl });
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    if (reply.sent) return;
    if (error instanceof RateLimitedError) void reply.header('retry-after', error.retryAfterSeconds);
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    // RFC 9111 §4.2.2 lets a cache keep a 410 as long as it likes, and browsers do: what was withdrawn can come back.
    void reply.header('cache-control', 'no-store');
    void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
