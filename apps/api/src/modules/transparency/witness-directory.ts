import { Injectable } from '@nestjs/common';
import type { Policy, VerifierKey } from '@flipside/transparency';

type Witness = Policy['witnesses'][number];

/** Logs and witnesses that are known by more than settings: those of peers. */
export interface WitnessSource {
  /** Keys of the log with this name; none when it is not followed. */
  logKeys(origin: string): Promise<readonly VerifierKey[]>;
  /** Whom to ask to cosign our checkpoints. */
  witnesses(): Promise<readonly Witness[]>;
}

/** Whoever knows peers registers here: transparency comes before federation and cannot ask it. */
@Injectable()
export class WitnessDirectory {
  private source: WitnessSource | null = null;

  /** Call it from `onModuleInit`. */
  use(source: WitnessSource): void {
    this.source = source;
  }

  async logKeys(origin: string): Promise<readonly VerifierKey[]> {
    return (await this.source?.logKeys(origin)) ?? [];
  }

  async witnesses(): Promise<readonly Witness[]> {
    return (await this.source?.witnesses()) ?? [];
  }
}
