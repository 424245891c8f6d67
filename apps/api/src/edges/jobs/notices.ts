import { recipeRestored, recipeWithdrawn } from '../../modules/recipes/index.ts';
import {
  requestAnswered,
  requestAsked,
  requestDecided,
  requestMessageSent,
} from '../../modules/requests/index.ts';
import { periodStated } from '../../modules/royalty/index.ts';
import { FEDERATION_NOTICES } from './federation-notices.ts';
import { when } from './notice-rule.ts';
import type { NoticeRule } from './notice-rule.ts';
import { PARTY_NOTICES } from './party-notices.ts';
import { PAYOUT_NOTICES } from './payout-notices.ts';
import { RIGHTS_NOTICES } from './rights-notices.ts';
import { SOCIAL_NOTICES } from './social-notices.ts';

const ANSWERS = {
  GRANTED: 'agrees',
  DECLINED: 'declines',
  COUNTERED: 'offers other terms',
  ACCEPTED: '',
} as const;

const linkTo = (requestId: string): string => `/requests/${requestId}`;

/**
 * From event to recipients and words. To tell of another event, add its kind to a group of kinds and a rule here:
 * `when(event, 'kind', async (payload, from) => ({ to, text, link }))`; `null` tells nobody.
 */
export const NOTICES: readonly NoticeRule[] = [
  ...PARTY_NOTICES,
  ...RIGHTS_NOTICES,
  ...PAYOUT_NOTICES,
  ...FEDERATION_NOTICES,
  ...SOCIAL_NOTICES,
  when(requestAsked, 'request-received', async ({ requestId, version, partyIds }, from) => {
    const request = await from.requests.headline(requestId);
    if (request === null) return null;
    const members = await from.people.membersOf(partyIds);
    const what = version === 1 ? 'asks for your music' : 'changed a draft that uses your music';
    return {
      to: members.filter((id) => id !== request.producerId),
      text: `${request.producerName} ${what}: “${request.title}”.`,
      link: linkTo(requestId),
    };
  }),
  when(requestAnswered, 'request-answered', async ({ requestId, lineId, answer }, from) => {
    const request = await from.requests.headline(requestId);
    const line = await from.requests.lineHeadline(lineId);
    if (request === null || line === null) return null;
    const about = `“${line.title}” in “${request.title}”`;
    if (answer === 'ACCEPTED') {
      const to = line.partyId === null ? [] : await from.people.membersOf([line.partyId]);
      return { to, text: `${request.producerName} takes your terms for ${about}.`, link: linkTo(requestId) };
    }
    const text = `${line.party ?? 'Somebody'} ${ANSWERS[answer]}: ${about}.`;
    return { to: [request.producerId], text, link: linkTo(requestId) };
  }),
  when(requestDecided, 'request-decided', async ({ requestId, state }, from) => {
    const request = await from.requests.headline(requestId);
    if (request === null) return null;
    const { producerId, title, producerName } = request;
    const link = linkTo(requestId);
    if (state === 'APPROVED')
      return { to: [producerId], text: `Everybody agrees to “${title}”. You can publish it.`, link };
    const members = (await from.people.membersOf(request.partyIds)).filter((id) => id !== producerId);
    if (state === 'EXPIRED')
      return { to: [producerId, ...members], text: `Time ran out for the request for “${title}”.`, link };
    const text =
      state === 'WITHDRAWN'
        ? `${producerName} took back the request for “${title}”.`
        : `The request for “${title}” was declined: there is nothing to answer any more.`;
    return { to: members, text, link };
  }),
  when(requestMessageSent, 'request-message', async ({ requestId, fromProducer, partyId }, from) => {
    const request = await from.requests.headline(requestId);
    if (request === null) return null;
    const { producerId, title, producerName } = request;
    const link = linkTo(requestId);
    if (!fromProducer) return { to: [producerId], text: `You have an answer about “${title}”.`, link };
    const members = await from.people.membersOf(partyId === null ? request.partyIds : [partyId]);
    const to = members.filter((id) => id !== producerId);
    return { to, text: `${producerName} wrote to you about “${title}”.`, link };
  }),
  when(recipeWithdrawn, 'flip-withdrawn', async ({ hash, reason }, from) => {
    const flip = await from.flips.find(hash);
    if (flip === null) return null;
    const text = `“${flip.title}” does not play any more. ${reason}`;
    return { to: [flip.producerId], text, link: `/r/${flip.code}` };
  }),
  when(recipeRestored, 'flip-restored', async ({ hash }, from) => {
    const flip = await from.flips.find(hash);
    if (flip === null) return null;
    return { to: [flip.producerId], text: `“${flip.title}” plays again.`, link: `/r/${flip.code}` };
  }),
  when(periodStated, 'statement-ready', ({ period }, from) =>
    Promise.resolve({
      to: from.statements.readers(period),
      text: `Your statement for ${period} is ready.`,
      link: '/statements',
    }),
  ),
];
