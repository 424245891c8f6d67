import type { LogName } from '../transparency/index.ts';

export const PEER_STATES = ['PROPOSED', 'ACTIVE', 'PAUSED', 'FROZEN', 'REMOVED'] as const;
export type PeerState = (typeof PEER_STATES)[number];

/** Another instance, and the keys that its logs are believed by. */
export interface PeerRecord {
  readonly id: string;
  /** Its public origin, such as `https://flipside.example`. */
  readonly url: string;
  /** Name of its consent log. */
  readonly origin: string;
  readonly state: PeerState;
  readonly consentKey: string;
  readonly playsKey: string;
  readonly witnessKey: string;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
}

/** How far one of a peer's logs was read, and how that goes. */
export interface PeerLogRecord {
  readonly log: LogName;
  /** Leaves whose consequences are kept here, of those that the last verified checkpoint has. */
  readonly cursor: number;
  readonly headSize: number;
  /** How often it was read to its end. */
  readonly reads: number;
  /** When it was last heard and read to its end. */
  readonly heardAt: Date | null;
  readonly triedAt: Date | null;
  readonly nextAt: Date;
  readonly failures: number;
  readonly lastError: string | null;
  /** The largest of its checkpoints that was cosigned here; null when none was. */
  readonly cosignedSize: number | null;
  /** The largest of ours that it cosigned. */
  readonly cosignedByPeer: number | null;
  /** How much of our log the peer was not told of yet, and what came in the way. */
  readonly untold: number;
  readonly deliveryError: string | null;
}

export interface PeerOverview extends PeerRecord {
  /** What the operators of both sides read to each other. */
  readonly fingerprint: string;
  readonly logs: readonly PeerLogRecord[];
  /** Until when its consent log is believed without being heard; null when it never was. */
  readonly leaseEndsAt: Date | null;
}

export interface PeerEvent {
  readonly id: string;
  readonly kind: string;
  readonly reason: string | null;
  /** Display name; null for what no person did. */
  readonly by: string | null;
  readonly at: Date;
}

/** That a log contradicts itself, with both signed checkpoints. */
export interface PeerAlarm {
  readonly id: string;
  readonly log: LogName;
  readonly kind: AlarmKind;
  readonly message: string;
  /** Checkpoints as they were served, which anybody can check. */
  readonly remembered: string;
  readonly served: string;
  readonly at: Date;
}

export const ALARM_KINDS = ['FORKED', 'ROLLED_BACK', 'KEY_CHANGED'] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

export interface PeerDetail extends PeerOverview {
  readonly events: readonly PeerEvent[];
  readonly alarms: readonly PeerAlarm[];
}
