import type { StatementLine } from '../../queries/royalties.ts';

/** What a line is for, in words. */
export const SIDE_WORDS: Record<StatementLine['side'], string> = {
  MASTER: 'Recording',
  COMPOSITION: 'Composition',
  REMIXER: 'Producer',
  PLATFORM: 'Instance',
};
