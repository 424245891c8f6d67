import { Module } from '@nestjs/common';
import { RequestAnswersController } from './request-answers.controller.ts';
import { RequestsController } from './requests.controller.ts';

@Module({ controllers: [RequestsController, RequestAnswersController] })
export class RequestsHttpModule {}
