import type { MakeRequest } from './asked.ts';
import { DISPUTE_REQUESTS } from './dispute-requests.ts';
import { ACCOUNT_REQUESTS } from './requests.accounts.ts';
import { CONSENT_REQUESTS } from './requests.consent.ts';
import { IMPORT_REQUESTS } from './requests.imports.ts';
import { PARTY_REQUESTS } from './requests.parties.ts';
import { PAYOUT_REQUESTS } from './requests.payouts.ts';
import { PEER_REQUESTS } from './requests.peers.ts';
import { PLAY_REQUESTS } from './requests.plays.ts';
import { RECIPE_REQUESTS } from './requests.recipes.ts';
import { ROYALTY_REQUESTS } from './requests.royalties.ts';
import { SAMPLE_REQUESTS } from './requests.samples.ts';
import { SOCIAL_REQUESTS } from './requests.social.ts';
import type { RouteName } from './routes.ts';

/** For each route a request that succeeds for whoever may ask, however often. */
export const REQUESTS: Readonly<Record<RouteName, MakeRequest>> = {
  ...DISPUTE_REQUESTS,
  ...ACCOUNT_REQUESTS,
  ...CONSENT_REQUESTS,
  ...IMPORT_REQUESTS,
  ...PARTY_REQUESTS,
  ...PAYOUT_REQUESTS,
  ...PEER_REQUESTS,
  ...PLAY_REQUESTS,
  ...RECIPE_REQUESTS,
  ...ROYALTY_REQUESTS,
  ...SAMPLE_REQUESTS,
  ...SOCIAL_REQUESTS,
};
