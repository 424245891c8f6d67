import { HttpCode, SerializeOptions, applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/**
 * Declares what a handler answers: the status, the schema that the answer is put through, and the same in OpenAPI.
 * Answer an object, never a bare array.
 *
 * @example `@Get() @Answers(200, RecipePage) list(@Query({ schema: RecipeQuery }) query: RecipeQuery) { … }`
 */
export function Answers(status: number, schema: z.ZodType, description = ''): MethodDecorator {
  return applyDecorators(
    HttpCode(status),
    SerializeOptions({ schema }),
    ApiResponse({ status, description, standardSchema: schema }),
    Problems(),
  );
}

/** Declares an answer without a body. */
export function AnswersEmpty(status: 202 | 204 = 204, description = ''): MethodDecorator {
  return applyDecorators(HttpCode(status), ApiResponse({ status, description }), Problems());
}

function Problems(): MethodDecorator {
  return ApiResponse({
    status: 'default',
    description: 'Problem details (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
}
