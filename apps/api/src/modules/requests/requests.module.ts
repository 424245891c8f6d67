import { Global, Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { PersonalData } from '../identity/index.ts';
import { AnswerService } from './answer.service.ts';
import { AskService } from './ask.service.ts';
import { ConversationService } from './conversation.service.ts';
import { RequestAssessor } from './request-assessor.service.ts';
import { RequestRepository } from './request.repository.ts';
import { RequestService } from './request.service.ts';
import { RequestUpkeepService } from './request-upkeep.service.ts';
import { RequestView } from './request.view.ts';
import { SettleService } from './settle.service.ts';

const FACE = [
  AnswerService,
  AskService,
  ConversationService,
  RequestService,
  RequestUpkeepService,
  RequestView,
];

@Global()
@Module({ providers: [...FACE, RequestAssessor, RequestRepository, SettleService], exports: FACE })
export class RequestsModule implements OnModuleInit {
  constructor(
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(RequestRepository) private readonly requests: RequestRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.add('clearanceRequests', (userId) => this.requests.writtenBy(userId));
  }
}
