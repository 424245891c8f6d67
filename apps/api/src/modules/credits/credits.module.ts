import { Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { PersonalData } from '../identity/index.ts';
import { CatalogueCorrection } from './catalogue-correction.ts';
import { CorrectionSubjectRepository } from './correction-subject.repository.ts';
import { CorrectionRepository } from './correction.repository.ts';
import { CorrectionService } from './correction.service.ts';
import { CreditExportService } from './credit-export.service.ts';
import { CreditExportView } from './credit-export.view.ts';
import { DerivativeService } from './derivative.service.ts';
import { DerivativeView } from './derivative.view.ts';
import { OwnFlipsView } from './own-flips.view.ts';
import { TreeService } from './tree.service.ts';
import { TreeView } from './tree.view.ts';

const FACE = [CorrectionService, CreditExportService, DerivativeService, TreeService];

@Module({
  providers: [
    ...FACE,
    CatalogueCorrection,
    CorrectionRepository,
    CorrectionSubjectRepository,
    CreditExportView,
    DerivativeView,
    OwnFlipsView,
    TreeView,
  ],
  exports: FACE,
})
export class CreditsModule implements OnModuleInit {
  constructor(
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(CorrectionRepository) private readonly corrections: CorrectionRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.add('creditCorrections', (userId) => this.corrections.requestedBy(userId));
  }
}
