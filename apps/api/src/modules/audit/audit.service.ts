import { Inject, Injectable } from '@nestjs/common';
import { Principal } from '../../platform/auth/principal.ts';
import { AuditRepository } from '../royalty/index.ts';
import { AuditSnapshots } from './audit-snapshot.repository.ts';
import type { AuditSnapshot } from './audit-snapshot.repository.ts';
import { finding, progress } from './audit.types.ts';
import type { AuditEvent } from './audit.types.ts';
import { LogAudit } from './log-audit.service.ts';
import { LOG_RULES } from './log-rules.ts';
import { TALLY_RULES } from './tally-rules.ts';
import { StatementAudit } from './statement-audit.service.ts';

/** Looks over all that a running instance has stored: books, plays, logs and statements. Nothing is believed. */
@Injectable()
export class AuditService {
  constructor(
    @Inject(AuditSnapshots) private readonly snapshots: AuditSnapshots,
    @Inject(AuditRepository) private readonly books: AuditRepository,
    @Inject(LogAudit) private readonly logs: LogAudit,
    @Inject(StatementAudit) private readonly statements: StatementAudit,
  ) {}

  /**
   * Audits one snapshot of the database, so that what arrives meanwhile is no finding.
   * @throws {ConflictError} while another audit runs.
   */
  async start(principal: Principal): Promise<AsyncGenerator<AuditEvent>> {
    principal.requireOperator();
    await this.snapshots.requireFree();
    // Who may audit may have all of it read, whatever else the token says.
    return this.run(new Principal({ userId: principal.userId, operator: true }));
  }

  /** Nothing is held before the first event is asked for, for it may never be. */
  private async *run(principal: Principal): AsyncGenerator<AuditEvent> {
    const snapshot = await this.snapshots.open();
    try {
      let findings = 0;
      for await (const event of this.events(principal, snapshot)) {
        if (event.event === 'finding') findings += 1;
        yield event;
      }
      const queries = Object.keys(this.rules).length;
      yield { event: 'end', rules: queries + this.logs.rules + this.statements.rules, findings };
    } finally {
      await snapshot.close();
    }
  }

  private get rules(): Readonly<Record<string, string>> {
    return { ...this.books.rules, ...LOG_RULES, ...TALLY_RULES };
  }

  private async *events(principal: Principal, snapshot: AuditSnapshot): AsyncGenerator<AuditEvent> {
    const rules = Object.entries(this.rules);
    for (const [done, [rule, sql]] of rules.entries()) {
      yield progress(rule, done, rules.length);
      for (const { subject, detail } of await snapshot.breaking(sql)) yield finding(rule, subject, detail);
    }
    yield* this.logs.run(snapshot);
    yield* this.statements.run(principal, snapshot);
  }
}
