import { Module } from '@nestjs/common';
import { AuthController } from './auth.controller.ts';
import { MeController } from './me.controller.ts';
import { TokensController } from './tokens.controller.ts';

@Module({ controllers: [AuthController, MeController, TokensController] })
export class IdentityHttpModule {}
