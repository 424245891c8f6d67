import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { ActivityPubModule } from './edges/activitypub/activitypub.module.ts';
import { AuditHttpModule } from './edges/http/audit/audit-http.module.ts';
import { CatalogueHttpModule } from './edges/http/catalogue/catalogue-http.module.ts';
import { ConsentHttpModule } from './edges/http/consent/consent-http.module.ts';
import { CreditsHttpModule } from './edges/http/credits/credits-http.module.ts';
import { DisputesHttpModule } from './edges/http/disputes/disputes-http.module.ts';
import { FederationHttpModule } from './edges/http/federation/federation-http.module.ts';
import { SettlementsHttpModule } from './edges/http/settlements/settlements-http.module.ts';
import { TallyHttpModule } from './edges/http/tally/tally-http.module.ts';
import { FeedHttpModule } from './edges/http/feed/feed-http.module.ts';
import { IdentityHttpModule } from './edges/http/identity/identity-http.module.ts';
import { ImportsHttpModule } from './edges/http/imports/imports-http.module.ts';
import { MusicServicesHttpModule } from './edges/http/music-services/music-services-http.module.ts';
import { NotificationsHttpModule } from './edges/http/notifications/notifications-http.module.ts';
import { PayoutsHttpModule } from './edges/http/payouts/payouts-http.module.ts';
import { PlatformHttpModule } from './edges/http/platform/platform-http.module.ts';
import { PlaysHttpModule } from './edges/http/plays/plays-http.module.ts';
import { RecipesHttpModule } from './edges/http/recipes/recipes-http.module.ts';
import { RequestsHttpModule } from './edges/http/requests/requests-http.module.ts';
import { RoyaltyHttpModule } from './edges/http/royalty/royalty-http.module.ts';
import { SamplesHttpModule } from './edges/http/samples/samples-http.module.ts';
import { ShareLinksHttpModule } from './edges/http/share-links/share-links-http.module.ts';
import { SocialHttpModule } from './edges/http/social/social-http.module.ts';
import { TransparencyHttpModule } from './edges/http/transparency/transparency-http.module.ts';
import { JobsModule } from './edges/jobs/jobs.module.ts';
import { AuditModule } from './modules/audit/index.ts';
import { CatalogueModule } from './modules/catalogue/index.ts';
import { ConsentModule } from './modules/consent/index.ts';
import { DisputesModule } from './modules/disputes/index.ts';
import { SettlementsModule } from './modules/settlements/index.ts';
import { TallyModule } from './modules/tally/index.ts';
import { FederationModule } from './modules/federation/index.ts';
import { IdentityModule } from './modules/identity/index.ts';
import { ImportsModule } from './modules/imports/index.ts';
import { NotificationsModule } from './modules/notifications/index.ts';
import { PayoutsModule } from './modules/payouts/index.ts';
import { PlaysModule } from './modules/plays/index.ts';
import { RecipesModule } from './modules/recipes/index.ts';
import { RequestsModule } from './modules/requests/index.ts';
import { RoyaltyModule } from './modules/royalty/index.ts';
import { SamplesModule } from './modules/samples/index.ts';
import { SocialModule } from './modules/social/index.ts';
import { TransparencyModule } from './modules/transparency/index.ts';
import { AuthGuard } from './platform/auth/auth.guard.ts';
import type { Config } from './platform/config/config.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { ProblemFilter } from './platform/problem/problem.filter.ts';
import { ValidationPipe } from './platform/problem/validation.pipe.ts';
import { RateLimitGuard } from './platform/rate-limit/rate-limit.guard.ts';

const MODULES = [
  IdentityModule,
  CatalogueModule,
  ImportsModule,
  ConsentModule,
  DisputesModule,
  RecipesModule,
  RequestsModule,
  PlaysModule,
  RoyaltyModule,
  PayoutsModule,
  SamplesModule,
  TransparencyModule,
  FederationModule,
  TallyModule,
  SettlementsModule,
  SocialModule,
  AuditModule,
  NotificationsModule,
];
const EDGES = [
  PlatformHttpModule,
  MusicServicesHttpModule,
  IdentityHttpModule,
  CatalogueHttpModule,
  ImportsHttpModule,
  ConsentHttpModule,
  DisputesHttpModule,
  RecipesHttpModule,
  RequestsHttpModule,
  CreditsHttpModule,
  FeedHttpModule,
  ShareLinksHttpModule,
  PlaysHttpModule,
  RoyaltyHttpModule,
  PayoutsHttpModule,
  SamplesHttpModule,
  TransparencyHttpModule,
  FederationHttpModule,
  TallyHttpModule,
  SettlementsHttpModule,
  AuditHttpModule,
  NotificationsHttpModule,
  SocialHttpModule,
  ActivityPubModule,
  JobsModule,
];

@Module({})
export class AppModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.forRoot(config), ...MODULES, ...EDGES],
      providers: [
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ValidationPipe },
        {
          provide: APP_INTERCEPTOR,
          useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector),
          inject: [Reflector],
        },
      ],
    };
  }
}
