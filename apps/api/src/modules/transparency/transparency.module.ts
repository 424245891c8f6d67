import { Module } from '@nestjs/common';
import { CosigningRepository } from './cosigning.repository.ts';
import { CosigningService } from './cosigning.service.ts';
import { LogKeys } from './log-keys.service.ts';
import { LogRepository } from './log.repository.ts';
import { LogService } from './log.service.ts';
import { LogView } from './log.view.ts';
import { ProofService } from './proof.service.ts';
import { SequencerLoop } from './sequencer.loop.ts';
import { SequencerService } from './sequencer.service.ts';
import { WitnessDirectory } from './witness-directory.ts';
import { WitnessRepository } from './witness.repository.ts';
import { WitnessService } from './witness.service.ts';

const FACE = [
  LogKeys,
  LogService,
  ProofService,
  SequencerLoop,
  SequencerService,
  WitnessDirectory,
  WitnessService,
];

@Module({
  providers: [...FACE, CosigningRepository, CosigningService, LogRepository, LogView, WitnessRepository],
  exports: FACE,
})
export class TransparencyModule {}
