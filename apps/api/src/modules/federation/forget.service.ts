import { Inject, Injectable } from '@nestjs/common';
import { PeerFactRepository } from './peer-fact.repository.ts';

const BATCH = 5_000;

/** Forgets what removed peers said: nothing goes by it any more, and names may be those of people. */
@Injectable()
export class ForgetPeersService {
  constructor(@Inject(PeerFactRepository) private readonly facts: PeerFactRepository) {}

  /** For a job, which acts for nobody. */
  async run(): Promise<void> {
    while ((await this.facts.forgetNamesOfRemoved(BATCH)) === BATCH);
    while ((await this.facts.forgetRemoved(BATCH)) === BATCH);
  }
}
