import { expect, test } from '@jest/globals';
import { ApiProblem } from '../queries/api-problem.ts';
import { problemWords } from './problem-words.ts';

const problem = (status: number, code: string, detail: string) =>
  problemWords(new ApiProblem(status, { code, detail, title: 'A title', requestId: 'r1' }));

test('another server’s fault is told as such, with its name, and this one’s with a reference', () => {
  expect(problem(502, 'upstream_failed', 'music.example could not be reached.')).toEqual({
    happened: 'Another server did not answer as it should.',
    fix: 'music.example could not be reached.',
  });
  expect(problem(500, 'internal', 'Something failed here')).toEqual({
    happened: 'The instance had a fault.',
    fix: 'Try again in a moment. Reference r1.',
  });
});
