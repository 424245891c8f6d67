import { Module } from '@nestjs/common';
import { FederationModule } from '../../../modules/federation/index.ts';
import { HintsController } from './hints.controller.ts';
import { ListingsController } from './listings.controller.ts';
import { PeersController } from './peers.controller.ts';

@Module({ imports: [FederationModule], controllers: [HintsController, ListingsController, PeersController] })
export class FederationHttpModule {}
