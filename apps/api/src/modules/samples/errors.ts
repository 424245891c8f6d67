import { DomainError } from '../../platform/problem/domain-error.ts';

export class BodyErasedError extends DomainError {
  constructor() {
    super('body_erased', 'The receipt and its salt were erased. What is left is the leaf: the play counts.');
  }
}
