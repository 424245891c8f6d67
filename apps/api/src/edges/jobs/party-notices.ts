import {
  claimDecided,
  invitationAnswered,
  partiesMerged,
  partyInvited,
  shareTransferDecided,
  shareTransferProposed,
} from '../../modules/catalogue/index.ts';
import { importFinished } from '../../modules/imports/index.ts';
import { when } from './notice-rule.ts';
import type { NoticeRule } from './notice-rule.ts';

const ROLES = { OWNER: 'an owner', MANAGER: 'a manager', VIEWER: 'a viewer' } as const;
const SIDES = { MASTER: 'recording', COMPOSITION: 'composition' } as const;

const toParty = (id: string, tab?: 'members' | 'claims' | 'shares'): string =>
  `/parties/${id}${tab === undefined ? '' : `?tab=${tab}`}`;
const because = (reason: string | null): string => (reason === null ? '' : ` “${reason}”`);
const percent = (ppm: number): string => `${ppm / 10_000} %`;

/** Who acts for a party, and what a party holds. */
export const PARTY_NOTICES: readonly NoticeRule[] = [
  when(partyInvited, 'invited', async ({ invitationId, party, role, userId, invitedBy }, from) => {
    const name = await from.people.userName(invitedBy);
    const text = `${name} asks you to act for ${party.name} as ${ROLES[role]}.`;
    return { to: [userId], text, link: `/invitation/${invitationId}` };
  }),
  when(invitationAnswered, 'invitation-answered', async ({ party, userId, invitedBy, answer }, from) => {
    const name = await from.people.userName(userId);
    const text =
      answer === 'ACCEPTED'
        ? `${name} acts for ${party.name} now.`
        : `${name} declined to act for ${party.name}.`;
    return { to: [invitedBy], text, link: toParty(party.id, 'members') };
  }),
  when(claimDecided, 'claim-decided', async ({ party, subject, side, state, reason }, from) => {
    const about = `“${subject.title}” (${SIDES[side]})`;
    const text =
      state === 'PROVED'
        ? `The claim of ${party.name} on ${about} is proved.`
        : `The claim of ${party.name} on ${about} was turned down.${because(reason)}`;
    return { to: await from.people.membersOf([party.id]), text, link: toParty(party.id, 'claims') };
  }),
  /** Owners alone may take a share, but whoever manages the party prepares it. */
  when(shareTransferProposed, 'transfer-proposed', async (transfer, from) => {
    const { from: giver, to: taker, subject, ppm } = transfer;
    const text = `${giver.name} offers ${taker.name} ${percent(ppm)} of “${subject.title}”.`;
    return { to: await from.people.decidersOf([taker.id]), text, link: toParty(taker.id, 'shares') };
  }),
  when(shareTransferDecided, 'transfer-decided', async (transfer, from) => {
    const { from: giver, to: taker, subject, ppm, state } = transfer;
    const share = `${percent(ppm)} of “${subject.title}”`;
    const tell = async (id: string, text: string) => ({
      to: await from.people.membersOf([id]),
      text,
      link: toParty(id, 'shares'),
    });
    if (state === 'DECLINED') return await tell(giver.id, `${taker.name} does not take ${share}.`);
    if (state === 'CANCELLED') return await tell(taker.id, `${giver.name} took back its offer of ${share}.`);
    const text = `${share} goes from ${giver.name} to ${taker.name}.`;
    return [await tell(giver.id, text), await tell(taker.id, text)];
  }),
  when(partiesMerged, 'parties-merged', async ({ from: gone, into, reason }, from) => ({
    to: await from.people.membersOf([into.id]),
    text: `${gone.name} is ${into.name} now: an operator made one of the two.${because(reason)}`,
    link: toParty(into.id),
  })),
  when(importFinished, 'import-finished', ({ importId, partyId, createdBy, fileName, dryRun, state }) => {
    const done = dryRun ? 'is checked: nothing was changed' : 'is taken in';
    return Promise.resolve({
      to: [createdBy],
      text: `“${fileName}” ${state === 'DONE' ? done : 'could not be read to its end'}. The report says more.`,
      link: `/imports?party=${partyId}&import=${importId}`,
    });
  }),
];
