import type { FastifyReply } from 'fastify';
import type { CreditFormat } from '../../../modules/credits/index.ts';
import { DomainError } from '../../../platform/problem/domain-error.ts';

/** In the order in which they are offered to whoever takes several alike. */
const MEDIA: readonly (readonly [CreditFormat, string])[] = [
  ['json', 'application/json'],
  ['text', 'text/plain'],
  ['json-ld', 'application/ld+json'],
  ['ern', 'application/xml'],
];

/** None of the renderings is wanted. */
class NotAcceptableError extends DomainError {
  constructor() {
    super('not_acceptable', `Credits are there as ${MEDIA.map(([, type]) => type).join(', ')}.`);
  }
}

interface Wanted {
  readonly type: string;
  readonly quality: number;
}

function parseAccept(accept: string): Wanted[] {
  return accept.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? '1');
    return { type, quality: Number.isFinite(quality) ? quality : 0 };
  });
}

/** The most exact range counts for a type (RFC 9110 §12.5.1). */
function qualityOf(type: string, wanted: readonly Wanted[]): number {
  const [group = ''] = type.split('/');
  for (const range of [type, `${group}/*`, '*/*']) {
    const match = wanted.find((one) => one.type === range);
    if (match !== undefined) return match.quality;
  }
  return 0;
}

/**
 * What an `Accept` header asks for; without one, JSON.
 * @throws a problem 406 when nothing fits.
 */
export function negotiate(accept: string | undefined): CreditFormat {
  if (accept === undefined || accept.trim() === '') return 'json';
  // `text/xml` is an older name of the same (RFC 7303 §9.2).
  const wanted = parseAccept(accept.replace(/\btext\/xml\b/gi, 'application/xml'));
  let best: CreditFormat | null = null;
  let most = 0;
  for (const [format, type] of MEDIA) {
    const quality = qualityOf(type, wanted);
    if (quality > most) [best, most] = [format, quality];
  }
  if (best === null) throw new NotAcceptableError();
  return best;
}

const TYPES = new Map<CreditFormat, string>(MEDIA);

/** Credits can be corrected at any time, so they are kept for a minute only. */
export async function sendCredits(reply: FastifyReply, format: CreditFormat, text: string): Promise<void> {
  await reply
    .header('cache-control', 'public, max-age=60')
    .header('vary', 'accept')
    .type(`${TYPES.get(format) ?? ''}; charset=utf-8`)
    .send(text);
}
