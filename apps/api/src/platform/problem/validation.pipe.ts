import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { FieldError } from './domain-error.ts';
import { InvalidRequestError } from './errors.ts';
import { textFaults } from './text-faults.ts';

/** An issue of the Standard Schema specification. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  /** What zod adds: the names that an object may not have are one issue of the object. */
  readonly code?: string | undefined;
  readonly keys?: readonly string[] | undefined;
}

const ROOT: Partial<Record<ArgumentMetadata['type'], string>> = { query: '/query', param: '/params' };
const MOST_ERRORS = 50;

/** A JSON pointer (RFC 6901 §3) of an issue's path. */
export function toPointer(path: Issue['path']): string {
  return (path ?? [])
    .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
    .map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

export function toFieldErrors(issues: readonly Issue[], root = ''): FieldError[] {
  return issues
    .flatMap(byUnknownField)
    .slice(0, MOST_ERRORS)
    .map((issue) => ({ pointer: root + toPointer(issue.path), detail: issue.message }));
}

/** Each name that is not known is a fault of its own. */
function byUnknownField(issue: Issue): Issue[] {
  if (issue.code !== 'unrecognized_keys' || issue.keys === undefined) return [issue];
  return issue.keys.map((key) => ({
    message: 'is not a field of this request',
    path: [...(issue.path ?? []), key],
  }));
}

/** Validates `@Body({ schema })`, `@Query({ schema })` and `@Param({ schema })`, and names each fault by pointer. */
export class ValidationPipe implements PipeTransform {
  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const root = ROOT[metadata.type] ?? '';
    const parameter = metadata.data === undefined ? '' : `/${metadata.data}`;
    const refuse = (issues: readonly Issue[]) =>
      new InvalidRequestError(toFieldErrors(issues, root + parameter));
    const faults = metadata.type === 'custom' ? [] : textFaults(value);
    if (faults.length > 0) throw refuse(faults);
    const pipe = new StandardSchemaValidationPipe({ exceptionFactory: refuse });
    return await pipe.transform<unknown>(value, metadata);
  }
}
