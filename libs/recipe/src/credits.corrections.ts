import type { CreditContributor } from './credits.ts';

/** An accepted correction of frozen credits: it stands beside them and never in their place. */
export interface CreditCorrection {
  /** RFC 3339. */
  readonly correctedAt: string;
  readonly side: 'REMIX' | 'RECORDING' | 'COMPOSITION';
  /** Title of the remix, recording or work that it is about. */
  readonly subject: string;
  readonly isrc: string | null;
  readonly iswc: string | null;
  /** As it was credited; null when a credit was missing. */
  readonly credited: CreditContributor | null;
  /** As it should be; null when a credit was one too many. */
  readonly proposed: CreditContributor | null;
}

const named = ({ name, role }: CreditContributor): string => `${name} (${role})`;

function change({ credited, proposed }: CreditCorrection): string {
  if (credited === null) return proposed === null ? 'nothing' : `${named(proposed)} was missing`;
  if (proposed === null) return `${named(credited)} does not belong here`;
  return `${named(proposed)} instead of ${named(credited)}`;
}

/** One line without its end: `Corrected on 2026-11-25, Midnight [GBAAA2400001]: Paula (Producer) instead of Paul (Producer)`. */
export function correctionAsText(correction: CreditCorrection): string {
  const { correctedAt, subject, isrc, iswc } = correction;
  const code = isrc ?? iswc;
  return `Corrected on ${correctedAt.slice(0, 10)}, ${subject}${code === null ? '' : ` [${code}]`}: ${change(correction)}`;
}
