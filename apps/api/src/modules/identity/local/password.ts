import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { CONFIG } from '../../../platform/config/config.ts';
import type { Config } from '../../../platform/config/config.ts';

/** Shortest password in characters (NIST SP 800-63B §3.1.1.2 asks for 8 at least) and longest. */
export const PASSWORD_LENGTH = { least: 10, most: 200 } as const;

/** Passwords as argon2id (RFC 9106), the library's default kind, in PHC strings that name their cost. */
@Injectable()
export class Passwords {
  /** Checked against when there is no such account, so that the answer takes as long. */
  private decoy: Promise<string> | null = null;
  private readonly cost: { memoryCost: number; timeCost: number; parallelism: number };

  constructor(@Inject(CONFIG) { argon2 }: Pick<Config, 'argon2'>) {
    this.cost = { memoryCost: argon2.memoryKib, timeCost: argon2.passes, parallelism: 1 };
  }

  async hash(password: string): Promise<string> {
    return await hash(normalise(password), this.cost);
  }

  /** `stored` is `null` when there is no account; the answer is then `false`, after the same work. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    this.decoy ??= this.hash('not the password of anybody');
    const matches = await verify(stored ?? (await this.decoy), normalise(password));
    return matches && stored !== null;
  }
}

/** One password typed on two keyboards is one password (NIST SP 800-63B §3.1.1.2). */
function normalise(password: string): string {
  return password.normalize('NFKC');
}
