export { AliasService } from './alias.service.ts';
export { BlockService } from './block.service.ts';
export type { BlockRow } from './block.repository.ts';
export { CommentRepository } from './comment.repository.ts';
export type { CommentRow } from './comment.repository.ts';
export { CommentService } from './comment.service.ts';
export { DeliveryRepository } from './delivery.repository.ts';
export type { ClaimedHost, Delivery, EndedDelivery } from './delivery.repository.ts';
export type { DomainRow, HostHealth } from './domain.repository.ts';
export { DomainService } from './domain.service.ts';
export { actorMoved, boostHeard, commentCame, followerCame, postAnnounced, socialActed } from './events.ts';
export { FlipSubjectService } from './flip-subject.service.ts';
export type { FlipSubject } from './flip-subject.service.ts';
export { FollowRepository } from './follow.repository.ts';
export type { ListedFollow } from './follow.repository.ts';
export { FollowService } from './follow.service.ts';
export type { ProducerFollow } from './follow.service.ts';
export { IncomingService } from './incoming.service.ts';
export type { Incoming } from './incoming.service.ts';
export { LocalProducerView } from './local-producer.view.ts';
export type { LocalFlip, LocalProducer } from './local-producer.view.ts';
export type { OwnMove } from './move.repository.ts';
export { MoveService } from './move.service.ts';
export { PostRepository } from './post.repository.ts';
export { ReactionService } from './reaction.service.ts';
export { RecipeReaderService } from './recipe-reader.service.ts';
export { RemoteActorRepository } from './remote-actor.repository.ts';
export { RemotePostService } from './remote-post.service.ts';
export { hostOf, sameOrigin, SocialAddresses } from './social-addresses.ts';
export type { LocalThing } from './social-addresses.ts';
export type { FollowedFlip } from './social-feed.view.ts';
export type { SocialKey } from './social-key.repository.ts';
export { SocialKeyService } from './social-key.service.ts';
export { SocialAliasRepository } from './social-alias.repository.ts';
export { SocialKvRepository } from './social-kv.repository.ts';
export { SocialModule } from './social.module.ts';
export { SocialUpkeepService } from './social-upkeep.service.ts';
export { INSTANCE } from './social.types.ts';
export type {
  AnnouncedFlip,
  Inbox,
  NewRemoteActor,
  ReceivedComment,
  RemoteActor,
  RemoteFlip,
  ShownActor,
  ShownComment,
} from './social.types.ts';
