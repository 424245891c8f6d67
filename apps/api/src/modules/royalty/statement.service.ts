import { Inject, Injectable } from '@nestjs/common';
import type { Canonical } from '@flipside/royalty';
import type { Page } from '../catalogue/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { Database } from '../../platform/database/database.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { statementDocument } from './statement-document.ts';
import { StatementBreakdownView } from './statement-breakdown.view.ts';
import type { StatementBreakdown } from './statement-breakdown.view.ts';
import type { ExportFile } from './statement-export.types.ts';
import { StatementRepository } from './statement.repository.ts';
import type {
  LineFilter,
  StatementDetail,
  StatementLineRow,
  StatementsAsked,
  StatementSummary,
} from './statement.types.ts';
import { StatementView } from './statement.view.ts';

/** What parties were told they earned. Members read their parties' statements, operators all of them. */
@Injectable()
export class StatementService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StatementView) private readonly view: StatementView,
    @Inject(StatementBreakdownView) private readonly breakdowns: StatementBreakdownView,
    @Inject(StatementRepository) private readonly statements: StatementRepository,
  ) {}

  /** Without a party: of all that the principal may read. */
  async list(principal: Principal, asked: StatementsAsked): Promise<Page<StatementSummary>> {
    const { party } = asked;
    if (party !== null) requireReader(principal, party);
    principal.requireScope('statements:read');
    const everything = principal.actsAsOperator ? null : principal.partyIds;
    return await this.view.list(party === null ? everything : [party], asked);
  }

  async get(principal: Principal, id: string): Promise<StatementDetail> {
    await this.requireReadable(principal, id);
    const statement = await this.view.find(id);
    if (statement === null) throw new NotFoundError('Statement', id);
    return statement;
  }

  async lines(
    principal: Principal,
    id: string,
    after: number,
    limit: number,
    filter: LineFilter = {},
  ): Promise<Page<StatementLineRow>> {
    await this.requireReadable(principal, id);
    return await this.view.lines(id, after, limit, filter);
  }

  /** What the lines come to by flip, source, territory and side. */
  async breakdown(principal: Principal, id: string, limit: number): Promise<StatementBreakdown> {
    await this.requireReadable(principal, id);
    return await this.breakdowns.find(id, limit);
  }

  /** The frozen document, piece by piece. */
  async document(principal: Principal, id: string): Promise<ExportFile> {
    await this.requireReadable(principal, id);
    const { prisma } = this.database;
    const found = await this.statements.findDocument(prisma, id);
    if (found === null) throw new NotFoundError('Statement', id);
    const chunks = statementDocument(found.document as Record<string, Canonical>, (isLate, after) =>
      this.statements.linesAfter(prisma, id, isLate, after),
    );
    const { periodId, sha256 } = found;
    return { name: `statement-${periodId}-${id}.json`, type: 'application/json', chunks, tag: sha256 };
  }

  /** Of a party that the principal manages. @returns the party, and the period whose plays it is about. */
  async requireManaged(principal: Principal, id: string): Promise<{ partyId: string; periodId: string }> {
    principal.requireScope('statements:read');
    const { prisma } = this.database;
    const partyId = await this.statements.findParty(prisma, id);
    if (partyId === null) throw new NotFoundError('Statement', id);
    principal.requireParty(partyId, 'MANAGER');
    return { partyId, periodId: await this.statements.periodOf(prisma, id) };
  }

  /** Members of the party read it, and of the one that took its place; operators read all. */
  async requireReadable(principal: Principal, id: string): Promise<void> {
    principal.requireScope('statements:read');
    const found = await this.statements.findParty(this.database.prisma, id);
    if (found === null) throw new NotFoundError('Statement', id);
    requireReader(principal, found);
  }
}

function requireReader(principal: Principal, partyId: string): void {
  principal.requireScope('statements:read');
  if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
}
