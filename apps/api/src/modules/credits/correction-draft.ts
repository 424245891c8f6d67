import { UnprocessableError } from '../../platform/problem/errors.ts';
import type { CreditName } from '../recipes/index.ts';
import type { CorrectionDraft, FoundSubject } from './correction.types.ts';
import { parseContributorRole } from './correction-role.ts';

const same = (one: CreditName, other: CreditName): boolean =>
  one.name === other.name && one.role === other.role;

function refuse(pointer: string, detail: string): UnprocessableError {
  return new UnprocessableError('The correction does not fit the credits.', [{ pointer, detail }]);
}

/**
 * What is said to be wrong must be there, and what is said to be right must not.
 * @throws {UnprocessableError} with the field.
 */
export function checkDraft({ credited, proposed }: CorrectionDraft, subject: FoundSubject): void {
  if (credited === null && proposed === null)
    throw refuse('/proposed', 'say what is wrong, what is right, or both');
  if (credited !== null && !subject.credited.some((one) => same(one, credited)))
    throw refuse('/credited', `${credited.name} is not credited as ${credited.role} here`);
  if (proposed !== null && subject.credited.some((one) => same(one, proposed)))
    throw refuse('/proposed', `${proposed.name} is credited as ${proposed.role} already`);
  if (subject.recipeHash !== null) return;
  if (credited !== null) parseContributorRole(credited.role, '/credited/role');
  if (proposed !== null) parseContributorRole(proposed.role, '/proposed/role');
}
