import { Module } from '@nestjs/common';
import { MusicServiceService } from './music-service.service.ts';

@Module({ providers: [MusicServiceService], exports: [MusicServiceService] })
export class MusicServicesModule {}
