import type { PeerDetail, PeerLogRecord, PeerOverview } from '../../../modules/federation/index.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const presentLog = (log: PeerLogRecord) => ({
  ...log,
  heardAt: iso(log.heardAt),
  triedAt: iso(log.triedAt),
  nextAt: log.nextAt.toISOString(),
});

export const presentPeer = (peer: PeerOverview) => ({
  ...{ id: peer.id, url: peer.url, state: peer.state, fingerprint: peer.fingerprint },
  ...{ consentKey: peer.consentKey, playsKey: peer.playsKey, witnessKey: peer.witnessKey },
  ...{ createdAt: peer.createdAt.toISOString(), confirmedAt: iso(peer.confirmedAt) },
  ...{ leaseEndsAt: iso(peer.leaseEndsAt), logs: peer.logs.map(presentLog) },
});

export const presentPeers = ({ fingerprint, peers }: { fingerprint: string; peers: PeerOverview[] }) => ({
  fingerprint,
  items: peers.map(presentPeer),
});

export const presentPeerDetail = (peer: PeerDetail) => ({
  ...presentPeer(peer),
  events: peer.events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
  alarms: peer.alarms.map(({ at, ...alarm }) => ({ ...alarm, at: at.toISOString() })),
});
