export { peerAlarmed } from './events.ts';
export { FederationModule } from './federation.module.ts';
export { ForgetPeersService } from './forget.service.ts';
export { PeerService } from './peer.service.ts';
export { ALARM_KINDS, PEER_STATES } from './peer.types.ts';
export type { PeerDetail, PeerLogRecord, PeerOverview } from './peer.types.ts';
export { TailLoop } from './tail.loop.ts';
export { TailService } from './tail.service.ts';
