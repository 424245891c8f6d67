import { Module } from '@nestjs/common';
import { TallyModule } from '../../../modules/tally/index.ts';
import { PeerReceivablesController } from './peer-receivables.controller.ts';
import { ReceivablesController } from './receivables.controller.ts';

@Module({ imports: [TallyModule], controllers: [PeerReceivablesController, ReceivablesController] })
export class TallyHttpModule {}
