import { Module } from '@nestjs/common';
import { MusicServicesModule } from '../../../modules/music-services/index.ts';
import { MusicServicesController } from './music-services.controller.ts';

@Module({ imports: [MusicServicesModule], controllers: [MusicServicesController] })
export class MusicServicesHttpModule {}
