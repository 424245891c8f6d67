import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  differences,
  parseConsentLeaf,
  parseStatementDocument,
  PlayTally,
  statementHashInput,
  StatementReplay,
  statementView,
} from '@flipside/royalty';
import type { Restated, Statement, Territory } from '@flipside/royalty';
import type { Principal } from '../../platform/auth/principal.ts';
import { StatementService } from '../royalty/index.ts';
import type { AuditSnapshot } from './audit-snapshot.repository.ts';
import { finding, progress } from './audit.types.ts';
import type { AuditEvent } from './audit.types.ts';

const DOCUMENT = 'a statement is the document that was hashed';
const RECOMPUTED = 'a statement recomputes from the logs to its hash';
const LOGGED = 'what the logs say follows from what they say';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Makes every statement again from the logs alone, by the code that anybody verifies it with. */
@Injectable()
export class StatementAudit {
  /** How many rules these are. */
  readonly rules = 3;

  constructor(@Inject(StatementService) private readonly statements: StatementService) {}

  async *run(principal: Principal, snapshot: AuditSnapshot): AsyncGenerator<AuditEvent> {
    const { statements: total } = await snapshot.counts();
    yield* this.documents(principal, snapshot, total);
    yield* this.recompute(principal, snapshot, total);
  }

  private async *documents(
    principal: Principal,
    snapshot: AuditSnapshot,
    total: number,
  ): AsyncGenerator<AuditEvent> {
    let done = 0;
    for await (const rows of snapshot.statements())
      for (const { id, sha256: frozen } of rows) {
        const hash = createHash('sha256');
        for await (const piece of (await this.statements.document(principal, id)).chunks) hash.update(piece);
        const found = hash.digest('hex');
        if (found !== frozen) yield finding(DOCUMENT, id, `${found}, not ${frozen}`);
        yield progress('statements', (done += 1), total);
      }
  }

  private async *recompute(
    principal: Principal,
    snapshot: AuditSnapshot,
    total: number,
  ): AsyncGenerator<AuditEvent> {
    const tally = new PlayTally();
    for (const { territory, counted, taken, late, listener, ...play } of await snapshot.tally()) {
      const special = { late: late ?? undefined, listener: listener ?? undefined };
      tally.add({ ...play, ...special, territory: territory as Territory }, BigInt(counted), BigInt(taken));
    }
    const replay = new StatementReplay(tally);
    let done = 0;
    for await (const entries of snapshot.entries('consent')) {
      const restated: Restated[] = [];
      for (const entry of entries) {
        const leaf = parseConsentLeaf(entry);
        if (!leaf.ok) yield finding(LOGGED, entry.slice(0, 80), leaf.message);
        else if (leaf.value !== null) {
          const one = replay.apply(leaf.value);
          if (one !== null) restated.push(one);
        }
      }
      yield* this.compare(principal, snapshot, restated);
      if (restated.length > 0) yield progress('statements, recomputed', (done += restated.length), total);
    }
    for (const { code, period, message } of replay.faults)
      yield finding(LOGGED, period, `${code}: ${message}`);
  }

  private async *compare(
    principal: Principal,
    snapshot: AuditSnapshot,
    restated: readonly Restated[],
  ): AsyncGenerator<AuditEvent> {
    const rows = await snapshot.documents(restated.map(({ leaf }) => leaf.id));
    const known = new Map(rows.map((row) => [row.id, row]));
    for (const { leaf, statement } of restated) {
      const row = known.get(leaf.id);
      if (row === undefined) {
        yield finding(RECOMPUTED, leaf.id, 'the log names a statement that is not there');
        continue;
      }
      const built = statement(row.document);
      if (!built.ok) yield finding(RECOMPUTED, leaf.id, built.message);
      else if (sha256(statementHashInput(built.value)) !== row.sha256)
        yield finding(RECOMPUTED, leaf.id, await this.firstDifference(principal, leaf.id, built.value));
    }
  }

  private async firstDifference(principal: Principal, id: string, expected: Statement): Promise<string> {
    const pieces: Buffer[] = [];
    for await (const piece of (await this.statements.document(principal, id)).chunks)
      pieces.push(Buffer.from(piece));
    const stated = parseStatementDocument(JSON.parse(Buffer.concat(pieces).toString('utf8')));
    if (!stated.ok) return stated.message;
    const [first] = differences(statementView(expected), stated.value);
    return first === undefined ? 'another hash was frozen' : JSON.stringify(first);
  }
}
