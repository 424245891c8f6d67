import type { PeerAlarm, PeerLog, PeerState } from '../queries/peers.ts';

export const PEER_STATES: Record<PeerState, string> = {
  PROPOSED: 'Keys not confirmed',
  ACTIVE: 'Active',
  PAUSED: 'Paused',
  FROZEN: 'Frozen',
  REMOVED: 'Removed',
};

const EVENTS: Readonly<Record<string, string>> = {
  PROPOSED: 'Listed',
  CONFIRMED: 'Keys confirmed',
  PAUSED: 'Paused',
  RESUMED: 'Resumed',
  REMOVED: 'Removed',
  FORKED: 'Frozen: two histories',
  ROLLED_BACK: 'Frozen: leaves were taken out',
  KEY_CHANGED: 'Frozen: signed with another key',
};
export const eventWords = (kind: string): string => EVENTS[kind] ?? kind;

export const ALARMS: Record<PeerAlarm['kind'], string> = {
  FORKED: 'It signed two histories of one log.',
  ROLLED_BACK: 'It signed a log that is shorter than before.',
  KEY_CHANGED: 'It signs with a key that nobody confirmed.',
};

export const LOGS: Record<PeerLog['log'], string> = { consent: 'Consent', plays: 'Plays' };

const MINUTE_MS = 60_000;
const UNITS: readonly (readonly [number, string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [MINUTE_MS, 'minute'],
];

/** How long ago, to the unit that matters: `3 days ago`. */
export function agoWords(instant: string | null, now: number): string {
  if (instant === null) return 'Never';
  const age = now - Date.parse(instant);
  for (const [unit, name] of UNITS) {
    const count = Math.floor(age / unit);
    if (count >= 1) return `${count} ${name}${count === 1 ? '' : 's'} ago`;
  }
  return 'Just now';
}

/** How far behind a log's last known head this instance is. */
export function lagWords({ headSize, cursor }: PeerLog): string {
  const behind = headSize - cursor;
  return behind === 0
    ? 'All read'
    : `${behind.toLocaleString('en')} ${behind === 1 ? 'leaf' : 'leaves'} behind`;
}
