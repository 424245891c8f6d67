import { ApiProblem } from '../queries/api-problem.ts';

/** What happened, and what can be done about it. */
export interface ProblemWords {
  readonly happened: string;
  readonly fix: string;
  readonly signIn?: boolean;
}

const BY_STATUS: Record<number, ProblemWords> = {
  401: { happened: 'You are signed out.', fix: 'Sign in again; this page is kept.', signIn: true },
  403: {
    happened: 'This account may not do that.',
    fix: 'Ask whoever runs this party or instance for access.',
  },
  404: {
    happened: 'There is nothing at this address.',
    fix: 'It may have been moved, or the link is incomplete.',
  },
  413: { happened: 'That is too large.', fix: 'Make it smaller and try again.' },
  429: { happened: 'That was too often in a short time.', fix: 'Wait a minute, then try again.' },
};

/** How browsers say that `fetch` got no answer (Fetch Standard §5.6): a TypeError in their own words. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
}

/** How browsers, and the loader of the build, say that a screen's code or style did not come. */
export const isCodeMissing = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|importing a module script|preload CSS/i.test(error.message);

/** Turns an error of a request into plain words. */
export function problemWords(error: unknown): ProblemWords {
  if (error instanceof ApiProblem) {
    const known = BY_STATUS[error.status];
    if (known && error.status !== 403) return known;
    // Whose doing it was, and why, is in the answer.
    if (error.status === 410) return { happened: 'This was taken back.', fix: error.message };
    // Not this instance's fault: it says which other server it was, and what that did.
    if (error.code === 'upstream_failed')
      return { happened: 'Another server did not answer as it should.', fix: error.message };
    if (error.status >= 500) {
      const reference = error.requestId === null ? '' : ` Reference ${error.requestId}.`;
      return { happened: 'The instance had a fault.', fix: `Try again in a moment.${reference}` };
    }
    return { happened: `${error.title}.`.replace('..', '.'), fix: error.message };
  }
  if (isUnreachable(error) || isCodeMissing(error)) {
    return {
      happened: 'The instance cannot be reached.',
      fix: 'What is on this device still plays. Check the connection, then try again.',
    };
  }
  return {
    happened: 'Something went wrong on this device.',
    fix: error instanceof Error ? error.message : '',
  };
}
