import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RateLimiter } from '../../../platform/rate-limit/rate-limiter.ts';
import type { RateLimitRule } from '../../../platform/rate-limit/rate-limiter.ts';
import { LocalAccountRepository } from './local-account.repository.ts';
import type { LocalAccount } from './local-account.repository.ts';
import { PASSWORD_LENGTH, Passwords } from './password.ts';

/** Two limits, because an attacker may try many passwords on one name, or one password on many names. */
const PER_NAME: RateLimitRule = { name: 'login-name', points: 8, perSeconds: 900 };
const PER_ADDRESS: RateLimitRule = { name: 'login-address', points: 60, perSeconds: 900 };
const REGISTRATIONS: RateLimitRule = { name: 'register-address', points: 10, perSeconds: 3_600 };

/** PostgreSQL keeps no U+0000. */
const isStorable = (text: string): boolean => !text.includes('\u0000');

export const loginSchema = z.object({
  login: z.string().max(200).refine(isStorable),
  password: z.string().max(1_000),
});

export const registrationSchema = z.object({
  login: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9](?:[a-z0-9._-]{1,30}[a-z0-9])$/, 'Use 3 to 32 letters, digits, dots or dashes.'),
  name: z
    .string()
    .trim()
    .min(1, 'Say what to call you.')
    .max(80, 'Use 80 characters at most.')
    .refine(isStorable, 'Use characters that can be seen.'),
  email: z
    .string()
    .trim()
    .max(254)
    .transform((value) => (value === '' ? null : value))
    .pipe(z.email('This is no e-mail address.').nullable()),
  password: z
    .string()
    .min(PASSWORD_LENGTH.least, `Use ${PASSWORD_LENGTH.least} characters at least.`)
    .max(PASSWORD_LENGTH.most, `Use ${PASSWORD_LENGTH.most} characters at most.`),
});

export type Registration = z.infer<typeof registrationSchema>;

/** Accounts with a login name and a password, for the built-in issuer. */
@Injectable()
export class LocalAccountService {
  constructor(
    @Inject(LocalAccountRepository) private readonly accounts: LocalAccountRepository,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
  ) {}

  /**
   * @returns `null` when name and password do not belong together; it does not say which is wrong.
   * @throws {RateLimitedError} after too many attempts, whether or not the last one is right.
   */
  async verify(login: string, password: string, address: string): Promise<LocalAccount | null> {
    const loginName = login.trim().toLowerCase();
    await this.limiter.consume(PER_ADDRESS, address);
    await this.limiter.consume(PER_NAME, loginName);
    const account = await this.accounts.findByLoginName(loginName);
    if (!(await this.passwords.verify(account?.passwordHash ?? null, password)) || account === null)
      return null;
    await this.limiter.reset(PER_NAME, loginName);
    return account;
  }

  /** @returns `null` when the login name is taken. */
  async register(registration: Registration, address: string): Promise<LocalAccount | null> {
    await this.limiter.consume(REGISTRATIONS, address);
    return await this.add(registration);
  }

  /** For seeds and operators: no limit per address. @returns `null` when the login name is taken. */
  async add({ login, name, email, password }: Registration): Promise<LocalAccount | null> {
    const passwordHash = await this.passwords.hash(password);
    return await this.accounts.create({ loginName: login, displayName: name, email, passwordHash });
  }
}
