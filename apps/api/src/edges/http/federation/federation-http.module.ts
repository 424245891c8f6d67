import { Module } from '@nestjs/common';
import { FederationModule } from '../../../modules/federation/index.ts';
import { PeersController } from './peers.controller.ts';

@Module({ imports: [FederationModule], controllers: [PeersController] })
export class FederationHttpModule {}
