import { Module } from '@nestjs/common';
import { ShareLinkRepository } from './share-link.repository.ts';
import { ShareLinkService } from './share-link.service.ts';

@Module({ providers: [ShareLinkRepository, ShareLinkService], exports: [ShareLinkService] })
export class ShareLinksModule {}
