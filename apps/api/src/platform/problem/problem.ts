import { HttpException } from '@nestjs/common';
import { z } from 'zod';
import { DomainError } from './domain-error.ts';
import { PROBLEMS } from './problem-table.ts';
import type { ProblemCode } from './problem-table.ts';

/** Problem details (RFC 9457), as every error response of the API. */
export const problemSchema = z
  .looseObject({
    type: z
      .string()
      .meta({ description: 'A URI that names the kind of problem; its last part is the code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'The path of the request.' }),
    code: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;

const CODE_OF_STATUS: ReadonlyMap<number, ProblemCode> = new Map([
  [400, 'invalid_request'],
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [405, 'method_not_allowed'],
  [406, 'not_acceptable'],
  [409, 'conflict'],
  [410, 'gone'],
  [413, 'payload_too_large'],
  [415, 'unsupported_media_type'],
  [422, 'unprocessable'],
  [429, 'rate_limited'],
  [503, 'unavailable'],
]);

const DETAIL: Partial<Record<ProblemCode, string>> = {
  not_found: 'There is nothing at this address.',
  unsupported_media_type:
    'Send application/json, or a catalogue in text where a route takes one. Audio, forms and binary bodies are refused everywhere.',
  payload_too_large: 'The body is larger than this route takes.',
};

/** The code and the words of any thrown value. What is not expected becomes `internal` and says nothing more. */
export function classify(error: unknown): { code: ProblemCode; detail: string } {
  if (error instanceof DomainError) return { code: error.code, detail: error.message };
  const status = statusOf(error);
  const code = status === undefined ? undefined : CODE_OF_STATUS.get(status);
  if (code === undefined || !(error instanceof Error))
    return { code: 'internal', detail: 'It is noted under the request id.' };
  return { code, detail: DETAIL[code] ?? error.message };
}

/** Statuses of Nest's exceptions and of Fastify's own errors (`FST_ERR_…`), which are always about the request. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (
    error instanceof Error &&
    'code' in error &&
    String(error.code).startsWith('FST_') &&
    'statusCode' in error
  )
    return Number(error.statusCode);
  return undefined;
}

export interface ProblemRequest {
  url: string;
  id: string;
  baseUrl: string;
}

export function toProblem(error: unknown, request: ProblemRequest): Problem {
  const { code, detail } = classify(error);
  const known = error instanceof DomainError ? error : null;
  return {
    ...known?.data,
    type: `${request.baseUrl}/api/problems/${code.replaceAll('_', '-')}`,
    title: PROBLEMS[code].title,
    status: PROBLEMS[code].status,
    detail,
    instance: request.url.split('?', 1)[0] ?? '/',
    code,
    errors: [...(known?.errors ?? [])],
    requestId: request.id,
  };
}
