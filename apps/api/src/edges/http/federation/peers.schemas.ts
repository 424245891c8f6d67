import { z } from 'zod';
import { ALARM_KINDS, PEER_STATES } from '../../../modules/federation/index.ts';
import { LOG_NAMES } from '../../../modules/transparency/index.ts';
import { instant, uuid, webAddress } from '../common/common.schemas.ts';

export const PeerParams = z.strictObject({ id: uuid });
export const NewPeer = z.strictObject({ url: webAddress }).meta({ id: 'NewPeer' });
/** A fingerprint, or the keys of both logs, as the peer's operator told them on another way. */
export const PeerConfirmation = z
  .strictObject({ keys: z.string().trim().min(8).max(2_000) })
  .meta({ id: 'PeerConfirmation' });
/** A signed checkpoint of a peer's log: it has grown. */
export const LogHint = z.strictObject({ checkpoint: z.string().min(1).max(20_000) }).meta({ id: 'LogHint' });
export const PeerReason = z
  .strictObject({ reason: z.string().trim().min(3).max(500) })
  .meta({ id: 'PeerReason' });

const log = z.enum(LOG_NAMES);
const leaves = z.int().min(0);
const fingerprint = z.string();

/** How far one of a peer's logs was read. */
const PeerLog = z
  .strictObject({
    log,
    cursor: leaves,
    headSize: leaves,
    heardAt: instant.nullable(),
    triedAt: instant.nullable(),
    nextAt: instant,
    /** How often it was read to its end. */
    reads: z.int().min(0),
    failures: z.int().min(0),
    lastError: z.string().nullable(),
    /** Sizes of checkpoints: of its log that were cosigned here, and of ours that it cosigned. */
    cosignedSize: leaves.nullable(),
    cosignedByPeer: leaves.nullable(),
    /** Leaves of ours that it was not told of yet, and what came in the way. */
    untold: leaves,
    deliveryError: z.string().nullable(),
  })
  .meta({ id: 'PeerLog' });

const overview = {
  id: uuid,
  url: z.string(),
  state: z.enum(PEER_STATES),
  fingerprint,
  consentKey: z.string(),
  playsKey: z.string(),
  witnessKey: z.string(),
  createdAt: instant,
  confirmedAt: instant.nullable(),
  /** Until when its registry is believed without being heard. */
  leaseEndsAt: instant.nullable(),
  logs: z.array(PeerLog),
} as const;

export const PeerView = z.strictObject(overview).meta({ id: 'PeerView' });
/** All peers, and what this instance's own keys read like. */
export const PeerList = z.strictObject({ fingerprint, items: z.array(PeerView) }).meta({ id: 'PeerList' });

const PeerEvent = z
  .strictObject({
    ...{ id: uuid, kind: z.string(), reason: z.string().nullable() },
    ...{ by: z.string().nullable(), at: instant },
  })
  .meta({ id: 'PeerEvent' });
/** Two checkpoints that one append-only log cannot both have signed. */
const PeerAlarm = z
  .strictObject({
    ...{ id: uuid, log, kind: z.enum(ALARM_KINDS), message: z.string() },
    ...{ remembered: z.string(), served: z.string(), at: instant },
  })
  .meta({ id: 'PeerAlarm' });
export const PeerDetail = z
  .strictObject({ ...overview, events: z.array(PeerEvent), alarms: z.array(PeerAlarm) })
  .meta({ id: 'PeerDetail' });
