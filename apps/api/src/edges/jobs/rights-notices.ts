import { mandateDecided, mandateProposed, withdrawalAnnounced } from '../../modules/consent/index.ts';
import { correctionDecided, correctionRequested } from '../../modules/credits/index.ts';
import { disputeChanged, disputeOpened } from '../../modules/disputes/index.ts';
import { when } from './notice-rule.ts';
import type { NoticeRule, NoticeSources } from './notice-rule.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const day = (instant: string): string => DAY.format(new Date(instant));
const because = (reason: string | null): string => (reason === null ? '' : ` “${reason}”`);

/** What became of a dispute, by the kind of what happened; anything else is news in it. */
const DISPUTE_NEWS: Readonly<Record<string, string>> = {
  CHANGED: 'other shares are in it now',
  RESPONDED: 'answered',
  ADDED: 'added something',
  PROPOSED: 'proposed who owns what',
  ACCEPTED: 'accepts what was proposed',
  ESCALATED: 'it went to the operator',
  LAPSED: 'time ran out, and the operator decides',
  UPHELD: 'it is decided, and the shares changed',
  AGREED: 'everybody agrees on the shares',
  RELEASED: 'it was dismissed: the shares stand',
  WITHDRAWN: 'it was taken back',
  VANISHED: 'the shares add up again',
};

interface Mandated {
  readonly grantorId: string;
  readonly holderId: string;
  readonly side: 'MASTER' | 'COMPOSITION';
  readonly title: string | null;
}

async function mandateWords({ grantorId, holderId, side, title }: Mandated, { people }: NoticeSources) {
  const all = side === 'MASTER' ? 'all recordings' : 'all compositions';
  return {
    grantor: await people.partyName(grantorId),
    holder: await people.partyName(holderId),
    about: title === null ? all : `“${title}”`,
  };
}

const toMandates = (party: string): string => `/artist/mandates?party=${party}`;

/** Whoever acts for the other parties: who did it knows. */
const others = (ids: readonly string[], by: string | null): string[] => ids.filter((id) => id !== by);

/** Shares in dispute, consent that ends, who may give it, and credits. */
export const RIGHTS_NOTICES: readonly NoticeRule[] = [
  when(disputeOpened, 'dispute-opened', async ({ disputeId, title, partyIds, byPartyId }, from) => ({
    to: await from.people.membersOf(others(partyIds, byPartyId)),
    text: `Who owns “${title}” is in dispute. Say what is right: the money waits until it is settled.`,
    link: `/disputes/${disputeId}`,
  })),
  when(disputeChanged, 'dispute-changed', async ({ disputeId, title, change, partyIds, byPartyId }, from) => {
    const news = DISPUTE_NEWS[change] ?? 'there is news';
    const who = byPartyId === null ? '' : `${await from.people.partyName(byPartyId)}: `;
    return {
      to: await from.people.membersOf(others(partyIds, byPartyId)),
      text: `The dispute about “${title}”: ${who}${news}.`,
      link: `/disputes/${disputeId}`,
    };
  }),
  when(withdrawalAnnounced, 'withdrawal-announced', async (announced, from) => {
    const { grantId, partyId, title, withdrawnFrom, reason } = announced;
    const party = await from.people.partyName(partyId);
    const about = title === null ? 'its music' : `“${title}”`;
    return {
      to: from.producers.producersLosing(grantId, new Date(withdrawnFrom)),
      text: `${party} allows flips of ${about} until ${day(withdrawnFrom)}. Yours stops playing then.${because(reason)}`,
      link: '/flips',
    };
  }),
  /** Where nobody can answer for the grantor, an operator does. */
  when(mandateProposed, 'mandate-proposed', async (mandate, from) => {
    const { grantor, holder, about } = await mandateWords(mandate, from);
    const text = `${holder} says that it may opt in for ${grantor}: ${about}. Is that so?`;
    const deciders = await from.people.decidersOf([mandate.grantorId]);
    if (deciders.length > 0) return { to: deciders, text, link: toMandates(mandate.grantorId) };
    return { to: await from.people.operators(), text, link: '/operator/mandates' };
  }),
  when(mandateDecided, 'mandate-decided', async (mandate, from) => {
    const { grantorId, holderId, state, by, validTo, reason } = mandate;
    const { grantor, holder, about } = await mandateWords(mandate, from);
    const what = `for ${grantor}: ${about}`;
    const held = `${holder} may opt in ${what}${validTo === null ? '' : `, until ${day(validTo)}`}`;
    const words = {
      ACTIVE: held,
      DECLINED: `${holder} may not opt in ${what}`,
      REVOKED: `${holder} may not opt in any more ${what}`,
    } as const;
    const text = `${words[state]}.${because(reason)}`;
    const told = [by === 'GRANTOR' ? [] : [grantorId], by === 'HOLDER' ? [] : [holderId]].flat();
    return await Promise.all(
      told.map(async (id) => ({ to: await from.people.membersOf([id]), text, link: toMandates(id) })),
    );
  }),
  /** Where nobody acts for who holds it, an operator decides. */
  when(correctionRequested, 'correction-requested', async (asked, from) => {
    const { title, requestedBy, partyId, deciders } = asked;
    const text = `${await from.people.partyName(partyId)} asks you to correct the credits of “${title}”.`;
    const acting = await from.people.decidersOf(deciders);
    const to = acting.length > 0 ? acting : await from.people.operators();
    return { to: to.filter((id) => id !== requestedBy), text, link: '/corrections' };
  }),
  when(correctionDecided, 'correction-decided', async (decided, from) => {
    const { title, requestedBy, partyId, state, reason } = decided;
    const text =
      state === 'ACCEPTED'
        ? `The credits of “${title}” are corrected as you asked.`
        : `The credits of “${title}” stay as they are.`;
    const members = await from.people.membersOf([partyId]);
    return {
      to: [requestedBy, ...members],
      text: `${text}${because(reason)}`,
      link: '/corrections?box=asked',
    };
  }),
];
