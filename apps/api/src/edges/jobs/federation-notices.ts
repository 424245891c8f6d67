import { peerAlarmed } from '../../modules/federation/index.ts';
import { when } from './notice-rule.ts';
import type { NoticeRule } from './notice-rule.ts';

const WHAT = {
  FORKED: 'shows two histories of its',
  ROLLED_BACK: 'has taken leaves out of its',
  KEY_CHANGED: 'signs with a key that nobody confirmed in its',
} as const;

/** What operators have to know of other instances. */
export const FEDERATION_NOTICES: readonly NoticeRule[] = [
  when(peerAlarmed, 'peer-alarmed', async ({ peerId, host, log, kind }, from) => ({
    to: await from.people.operators(),
    text: `${host} ${WHAT[kind]} ${log} log. It is frozen: nothing is cleared or settled by it.`,
    link: `/operator/peers/${peerId}`,
  })),
];
