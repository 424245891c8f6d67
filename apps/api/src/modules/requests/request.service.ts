import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Database } from '../../platform/database/database.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { AssessmentService } from '../recipes/index.ts';
import { actingFor, mayAnswer, requireReader } from './access.ts';
import { offerBreaks } from './offer.ts';
import { RequestAssessor } from './request-assessor.service.ts';
import type { Assessed } from './request-assessor.service.ts';
import { RequestRepository } from './request.repository.ts';
import type {
  LineRow,
  RequestDetail,
  RequestLine,
  RequestState,
  RequestSummary,
  UnreachableLine,
} from './request.types.ts';
import { RequestView } from './request.view.ts';
import type { RequestPageRow } from './request.view.ts';

const positionOf = ({ id }: { readonly id: string }) => ({ key: 'request', id });

/** Clearance requests as producers and those they ask read them. */
@Injectable()
export class RequestService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RequestView) private readonly view: RequestView,
    @Inject(RequestRepository) private readonly requests: RequestRepository,
    @Inject(RequestAssessor) private readonly assessor: RequestAssessor,
    @Inject(AssessmentService) private readonly assessments: AssessmentService,
  ) {}

  /** What the principal asked for, newest first. */
  async list(
    principal: Principal,
    state: RequestState | null,
    page: PageRequest,
  ): Promise<Page<RequestSummary>> {
    principal.requireScope('consent:read');
    const rows = await this.view.ofProducer(principal.userId, state, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, positionOf);
  }

  /** What a party is asked, newest first. */
  async inbox(
    principal: Principal,
    partyId: string,
    state: RequestState | null,
    page: PageRequest,
  ): Promise<Page<RequestSummary>> {
    principal.requireScope('consent:read');
    principal.requireParty(partyId, 'VIEWER');
    const rows = await this.view.ofParty(partyId, state, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, positionOf);
  }

  /** Lines that nobody can answer: somebody is to be found who acts for the party. The draft is not shown. */
  async unreachable(principal: Principal, page: PageRequest): Promise<Page<UnreachableLine>> {
    principal.requireOperator();
    const rows = await this.view.unreachable({ ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, positionOf);
  }

  async get(principal: Principal, id: string): Promise<RequestDetail> {
    principal.requireScope('consent:read');
    const request = await this.requests.find(id);
    if (request === null) throw new NotFoundError('Clearance request', id);
    const recipients = await this.requests.recipients(id);
    requireReader(principal, request, recipients);
    const row = await this.view.find(id);
    if (row === null) throw new NotFoundError('Clearance request', id);
    const { producerId, territory } = request;
    const recipe = await this.requests.document(request);
    const subject = this.assessor.read(recipe);
    const assessed = await this.assessor.assess(this.database.prisma, subject, producerId, territory);
    const { assessment, remixer } = assessed;
    const { attended: _attended, lines: _lines, ...summary } = row;
    const isMine = producerId === principal.userId;
    const actsFor = actingFor(principal, recipients);
    return {
      ...summary,
      isMine,
      actsFor,
      recipe: isMine || row.state !== 'WITHDRAWN' ? recipe : null,
      lines: linesFor(principal, await this.requests.lines(id), row, assessed, isMine),
      uses: assessment.uses,
      clearance: assessment.clearance,
      economics: this.assessments.prospect(
        subject,
        assessment,
        remixer,
        assessment.decided.decision.territory,
      ),
      events: await this.view.events(id, isMine ? null : actsFor),
    };
  }
}

/** Terms that were offered are between the producer and the party that offered them. */
function linesFor(
  principal: Principal,
  lines: readonly LineRow[],
  row: RequestPageRow,
  assessed: Assessed,
  isMine: boolean,
): RequestLine[] {
  const told = new Map(row.lines.map((line) => [line.id, line]));
  const attended = new Set(row.attended);
  return lines.flatMap((line): RequestLine[] => {
    const summary = told.get(line.id);
    if (summary === undefined) return [];
    const { offer, recordingId, workId, isrc, reasons, grantId, answererIds } = line;
    const sees = isMine || answererIds.some((id) => principal.memberships.has(id));
    return [
      {
        ...summary,
        ...{ isrc, reasons, subject: { recordingId, workId } },
        grantId: sees ? grantId : null,
        reachable: answererIds.some((id) => attended.has(id)),
        mine: mayAnswer(principal, line),
        offer:
          offer === null || !sees
            ? null
            : { terms: offer.terms, note: offer.note, breaks: offerBreaks(offer, line, assessed) },
      },
    ];
  });
}
