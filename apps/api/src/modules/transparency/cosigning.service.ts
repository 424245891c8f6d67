import { Inject, Injectable } from '@nestjs/common';
import {
  formatAddCheckpoint,
  formatSignature,
  parseCheckpoint,
  parseSignature,
  verifyNote,
} from '@flipside/transparency';
import type { NoteSignature, Policy } from '@flipside/transparency';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Log } from '../../platform/logging/log.ts';
import { SafeFetch } from '../../platform/net/safe-fetch.ts';
import type { SafeResponse } from '../../platform/net/safe-fetch.ts';
import { CosigningRepository } from './cosigning.repository.ts';
import type { LogName } from './log-name.ts';
import { LogView } from './log.view.ts';
import type { HeadRow } from './log.view.ts';
import { ProofService } from './proof.service.ts';
import { WitnessDirectory } from './witness-directory.ts';

type Witness = Policy['witnesses'][number];

/** Asks the configured witnesses and all peers to cosign our checkpoints. One that is away is asked again with the next. */
@Injectable()
export class CosigningService {
  private readonly log: Log;

  constructor(
    @Inject(LogView) private readonly view: LogView,
    @Inject(ProofService) private readonly proofs: ProofService,
    @Inject(CosigningRepository) private readonly cosignatures: CosigningRepository,
    @Inject(WitnessDirectory) private readonly directory: WitnessDirectory,
    @Inject(SafeFetch) private readonly http: SafeFetch,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'logWitnesses'>,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('cosigning');
  }

  /** For a loop, which acts for nobody. */
  async collect(name: LogName): Promise<void> {
    const head = await this.view.head(name);
    if (head === null || head.size === 0) return;
    const witnesses = [...this.config.logWitnesses, ...(await this.directory.witnesses())];
    await Promise.all(
      witnesses.map((witness) =>
        this.ask(name, head, witness).catch((error: unknown) => {
          this.log.warn({ err: error, witness: witness.name }, 'a witness did not cosign');
        }),
      ),
    );
  }

  private async ask(name: LogName, head: HeadRow, witness: Witness): Promise<void> {
    const known = await this.cosignatures.latest(name, witness.key.name);
    const first = await this.post(name, head, witness, known);
    // 409 says which checkpoint the witness has: the proof is made from there.
    const answer =
      first.status === 409 ? await this.post(name, head, witness, Number(first.body.toString())) : first;
    if (answer.status !== 200)
      throw new Error(`answered ${answer.status}: ${answer.body.toString().slice(0, 200)}`);
    const line = this.verified(head, witness, answer.body.toString());
    await this.cosignatures.save(name, head.size, witness.key.name, formatSignature(line), this.clock.now());
  }

  private async post(name: LogName, head: HeadRow, { url }: Witness, from: number): Promise<SafeResponse> {
    if (url === null || !Number.isSafeInteger(from) || from < 0 || from > head.size)
      throw new Error(`it holds a checkpoint of size ${from}, ours has ${head.size}`);
    const proof = from === 0 ? [] : await this.proofs.consistency(name, from, head.size);
    const body = formatAddCheckpoint({ oldSize: from, proof, checkpoint: head.checkpoint });
    return await this.http.fetch(new URL('add-checkpoint', url.endsWith('/') ? url : `${url}/`).href, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: Buffer.from(body).toString(),
      maxBytes: 64 * 1024,
      timeoutMs: 5_000,
    });
  }

  private verified({ checkpoint }: HeadRow, { key }: Witness, body: string): NoteSignature {
    const parsed = parseCheckpoint(checkpoint);
    if (!parsed.ok) throw new Error(parsed.message);
    for (const text of body.split('\n')) {
      const line = parseSignature(text);
      if (line === null) continue;
      if (verifyNote({ text: parsed.value.note.text, signatures: [line] }, [key]).ok) return line;
    }
    throw new Error('answered without a cosignature that its key verifies');
  }
}
