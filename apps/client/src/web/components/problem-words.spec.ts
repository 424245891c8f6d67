import { expect, test } from '@jest/globals';
import { ApiProblem } from '../queries/api-problem.ts';
import { isCodeMissing, problemWords } from './problem-words.ts';

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

test.each([
  new TypeError('Failed to fetch dynamically imported module: https://flips.example/assets/tracks-1.js'),
  new TypeError('error loading dynamically imported module: https://flips.example/assets/tracks-1.js'),
  new TypeError('Importing a module script failed.'),
  new Error('Unable to preload CSS for /assets/tracks-1.css'),
])('a screen whose code did not come is out of reach, and no fault of this device: %s', (error) => {
  expect(isCodeMissing(error)).toBe(true);
  expect(problemWords(error).happened).toBe('The instance cannot be reached.');
});
