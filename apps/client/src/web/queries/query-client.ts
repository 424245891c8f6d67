import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api-problem.ts';

const RETRIES = 2;

/** An answer of the API is final; only a network that did not answer is asked again. */
function shouldRetry(failures: number, error: unknown): boolean {
  const transient = !(error instanceof ApiProblem) || error.status >= 502;
  return transient && failures < RETRIES;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: shouldRetry, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}
