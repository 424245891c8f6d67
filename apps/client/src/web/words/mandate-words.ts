import type { MandateView } from '../queries/mandates.ts';
import { dayWords } from './dates.ts';
import { listWords } from './flip-words.ts';
import { lastDay } from './grant-words.ts';
import { territoryName } from './territories.ts';

/** Who may say yes for whom, about what and where. */
export function mandateSentence({
  grantor,
  holder,
  subject,
  side,
  territories,
  excludeTerritories,
}: MandateView): string {
  const about =
    subject.kind === 'CATALOGUE'
      ? `all ${side === 'MASTER' ? 'recordings' : 'compositions'}`
      : (subject.title ?? 'one of them');
  const everywhere = territories.includes('WW');
  const places = everywhere ? 'everywhere' : `in ${listWords(territories.map(territoryName))}`;
  const but =
    excludeTerritories.length === 0 ? '' : ` but not in ${listWords(excludeTerritories.map(territoryName))}`;
  return `${holder.name} may say yes or no for ${grantor.name}: ${about}, ${places}${but}.`;
}

export function mandateDates({ validFrom, validTo }: MandateView): string {
  const parts = [
    ...(validFrom === null ? [] : [`From ${dayWords(validFrom)}`]),
    ...(validTo === null ? [] : [`${validFrom === null ? 'Until' : 'until'} ${lastDay(validTo)}`]),
  ];
  return parts.length === 0 ? '' : `${parts.join(' ')}.`;
}
