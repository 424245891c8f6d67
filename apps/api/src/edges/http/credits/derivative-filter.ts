import type { z } from 'zod';
import type { DerivativeFilter } from '../../../modules/credits/index.ts';
import type { DerivativeQuery } from './credits.schemas.ts';

const dateOf = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));

export function derivativeFilter(query: z.infer<typeof DerivativeQuery>): DerivativeFilter {
  const { isrc, work, state, from, to } = query;
  return {
    isrc: isrc ?? null,
    workId: work ?? null,
    state: state ?? null,
    from: dateOf(from),
    to: dateOf(to),
  };
}
