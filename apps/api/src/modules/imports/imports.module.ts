import { Global, Module } from '@nestjs/common';
import { BatchService } from './apply/batch.service.ts';
import { StoredRepository } from './apply/stored.repository.ts';
import { WritingRepository } from './apply/writing.repository.ts';
import { ImportPermissionRepository } from './import-permission.repository.ts';
import { ImportPermissionService } from './import-permission.service.ts';
import { ImportReportView } from './import-report.view.ts';
import { ImportRunService } from './import-run.service.ts';
import { ImportRepository } from './import.repository.ts';
import { ImportService } from './import.service.ts';
import { UploadRepository } from './upload/upload.repository.ts';
import { UploadService } from './upload/upload.service.ts';

const FACE = [ImportService, ImportPermissionService, ImportRunService, UploadRepository];

@Global()
@Module({
  providers: [
    ...FACE,
    BatchService,
    ImportPermissionRepository,
    ImportReportView,
    ImportRepository,
    StoredRepository,
    UploadService,
    WritingRepository,
  ],
  exports: FACE,
})
export class ImportsModule {}
