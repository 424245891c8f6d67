import { Module } from '@nestjs/common';
import { AliasService } from './alias.service.ts';
import { BlockRepository } from './block.repository.ts';
import { BlockService } from './block.service.ts';
import { CommentRepository } from './comment.repository.ts';
import { CommentService } from './comment.service.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { DomainRepository } from './domain.repository.ts';
import { DomainService } from './domain.service.ts';
import { FlipSubjectService } from './flip-subject.service.ts';
import { FollowRepository } from './follow.repository.ts';
import { FollowService } from './follow.service.ts';
import { IncomingService } from './incoming.service.ts';
import { LocalProducerView } from './local-producer.view.ts';
import { MoveRepository } from './move.repository.ts';
import { MoveService } from './move.service.ts';
import { PostRepository } from './post.repository.ts';
import { ReactionRepository } from './reaction.repository.ts';
import { ReactionService } from './reaction.service.ts';
import { RecipeReaderRepository } from './recipe-reader.repository.ts';
import { RecipeReaderService } from './recipe-reader.service.ts';
import { RemoteActorRepository } from './remote-actor.repository.ts';
import { RemotePostService } from './remote-post.service.ts';
import { SocialAliasRepository } from './social-alias.repository.ts';
import { SocialFeedView } from './social-feed.view.ts';
import { SocialKeyRepository } from './social-key.repository.ts';
import { SocialKeyService } from './social-key.service.ts';
import { SocialKvRepository } from './social-kv.repository.ts';
import { SocialUpkeepService } from './social-upkeep.service.ts';

/** For the edge to the protocol, which stores what it signs and reads what it tells. */
const STORES = [
  CommentRepository,
  DeliveryRepository,
  FollowRepository,
  LocalProducerView,
  PostRepository,
  RemoteActorRepository,
  SocialAliasRepository,
  SocialKvRepository,
];
const SERVICES = [
  AliasService,
  BlockService,
  CommentService,
  DomainService,
  FlipSubjectService,
  FollowService,
  IncomingService,
  MoveService,
  ReactionService,
  RecipeReaderService,
  RemotePostService,
  SocialKeyService,
  SocialUpkeepService,
];

@Module({
  providers: [
    ...STORES,
    ...SERVICES,
    BlockRepository,
    DomainRepository,
    MoveRepository,
    ReactionRepository,
    RecipeReaderRepository,
    SocialFeedView,
    SocialKeyRepository,
  ],
  exports: [...STORES, ...SERVICES],
})
export class SocialModule {}
