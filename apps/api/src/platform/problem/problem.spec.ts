import { describe, expect, test } from '@jest/globals';
import { HttpException, NotFoundException } from '@nestjs/common';
import { z } from 'zod';
import { InvalidRequestError, MissingScopeError, NotFoundError, RateLimitedError } from './errors.ts';
import { problemSchema, toProblem } from './problem.ts';
import { PROBLEMS } from './problem-table.ts';
import { ValidationPipe, toPointer } from './validation.pipe.ts';

const REQUEST = { url: '/api/recipes?token=secret', id: 'request-1', baseUrl: 'https://flipside.example' };

describe('toProblem', () => {
  test('states a domain error with its data and faults', () => {
    const errors = [{ pointer: '/title', detail: 'too long' }];
    expect(toProblem(new InvalidRequestError(errors), REQUEST)).toEqual({
      type: 'https://flipside.example/api/problems/invalid-request',
      title: 'The request is not valid',
      status: 400,
      detail: 'Some fields are missing or malformed.',
      instance: '/api/recipes',
      code: 'invalid_request',
      errors,
      requestId: 'request-1',
    });
    expect(toProblem(new MissingScopeError('plays:write'), REQUEST)).toMatchObject({
      status: 403,
      scope: 'plays:write',
    });
    expect(toProblem(new RateLimitedError(7), REQUEST)).toMatchObject({ status: 429, retryAfterSeconds: 7 });
    expect(toProblem(new NotFoundError('Recording', 'X'), REQUEST).detail).toBe('Recording X not found.');
  });

  test.each([
    ['an unknown error', new Error('password=hunter2 at /srv/app.ts:1')],
    ['a thrown text', 'password=hunter2'],
    ['a library error with a status', Object.assign(new Error('hunter2'), { statusCode: 418, code: 'E' })],
    ['an exception that says 500', new HttpException('hunter2', 500)],
    ['nothing', undefined],
  ])('says nothing of %s', (_name, error) => {
    const problem = toProblem(error, REQUEST);
    expect(problem).toMatchObject({
      status: 500,
      code: 'internal',
      detail: 'It is noted under the request id.',
    });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  test('knows the framework’s own refusals', () => {
    expect(toProblem(new NotFoundException('Cannot GET /x'), REQUEST)).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    const media = Object.assign(new Error('x'), { statusCode: 415, code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' });
    expect(toProblem(media, REQUEST)).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  test('data never hides the members of the standard', () => {
    class Sly extends NotFoundError {
      override readonly data = { status: 200, requestId: 'forged', more: 1 };
    }
    expect(toProblem(new Sly('Recipe'), REQUEST)).toMatchObject({
      status: 404,
      requestId: 'request-1',
      more: 1,
    });
  });

  test('every code has an error status, and its problem fits the published schema', () => {
    for (const { status, title } of Object.values(PROBLEMS)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).not.toBe('');
    }
    expect(problemSchema.safeParse(toProblem(new Error('x'), REQUEST)).success).toBe(true);
  });
});

describe('ValidationPipe', () => {
  const pipe = new ValidationPipe();
  const schema = z.strictObject({ list: z.array(z.strictObject({ 'a/b~c': z.int() })) });

  test('points at each fault by RFC 6901', async () => {
    const work = pipe.transform({ list: [{ 'a/b~c': 1 }, { 'a/b~c': 'x' }] }, {
      type: 'body',
      schema,
    } as never);
    await expect(work).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '/list/1/a~1b~0c' }],
    });
    expect(toPointer([])).toBe('');
  });

  test('tells query and path from body', async () => {
    const query = pipe.transform({ list: 1 }, { type: 'query', schema } as never);
    await expect(query).rejects.toMatchObject({ errors: [{ pointer: '/query/list' }] });
    const path = pipe.transform('x', { type: 'param', data: 'id', schema: z.uuid() } as never);
    await expect(path).rejects.toMatchObject({ errors: [{ pointer: '/params/id' }] });
  });

  test('answers the parsed value', async () => {
    const limit = z.object({ limit: z.coerce.number().default(20) });
    expect(await pipe.transform({}, { type: 'query', schema: limit } as never)).toEqual({ limit: 20 });
    expect(await pipe.transform({ any: 1 }, { type: 'body' })).toEqual({ any: 1 });
  });
});
