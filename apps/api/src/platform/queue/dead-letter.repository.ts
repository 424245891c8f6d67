import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/client.ts';
import { newId } from '../ids/ids.ts';

export interface DeadLetter {
  job: string;
  jobId: string;
  payload: unknown;
  error: string;
  attempts: number;
}

/** Jobs that failed on their last attempt, for an operator to read. */
@Injectable()
export class DeadLetterRepository {
  private readonly database: Database;

  constructor(@Inject(Database) database: Database) {
    this.database = database;
  }

  async put(letter: DeadLetter): Promise<void> {
    const payload = (letter.payload ?? {}) as Prisma.InputJsonValue;
    const error = letter.error.slice(0, 4_000);
    await this.database.prisma.deadLetter.upsert({
      where: { job_jobId: { job: letter.job, jobId: letter.jobId } },
      create: { id: newId(), ...letter, payload, error },
      update: { payload, error, attempts: letter.attempts },
    });
  }

  async list(limit: number): Promise<(DeadLetter & { id: string; createdAt: Date })[]> {
    return await this.database.prisma.deadLetter.findMany({ orderBy: { id: 'desc' }, take: limit });
  }

  async count(): Promise<number> {
    return await this.database.prisma.deadLetter.count();
  }
}
