export { AuditModule } from './audit.module.ts';
export { AuditService } from './audit.service.ts';
export type { AuditEvent } from './audit.types.ts';
