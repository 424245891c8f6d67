import { Inject, Injectable } from '@nestjs/common';
import { IssuerRegistry } from './issuers/issuer-registry.ts';
import type { IssuerSummary } from './issuers/issuer-registry.ts';
import type { LoginRequest } from './issuers/login.ts';
import { safeReturnTo } from './issuers/return-to.ts';
import { OidcRepository } from './local/oidc.repository.ts';
import { SignInService } from './sign-in.service.ts';
import { LOCAL } from './user.ts';
import { UserRepository } from './user.repository.ts';

/** The browser's request, with the session it can replace. */
export interface BrowserRequest extends LoginRequest {
  /** Ends the session under its old id and begins an empty one (against session fixation). */
  renew: () => Promise<void>;
  /** The session after {@link renew}. */
  current: () => LoginRequest['session'];
  destroy: () => Promise<void>;
}

const RETURN_TO = 'returnTo';

/** Signing in and out with a browser. */
@Injectable()
export class LoginService {
  constructor(
    @Inject(IssuerRegistry) private readonly issuers: IssuerRegistry,
    @Inject(SignInService) private readonly signIn: SignInService,
    @Inject(UserRepository) private readonly users: UserRepository,
    @Inject(OidcRepository) private readonly oidc: OidcRepository,
  ) {}

  list(): { items: IssuerSummary[] } {
    return { items: this.issuers.list() };
  }

  /** @returns the issuer's address to send the browser to. */
  async begin(
    issuerId: string | undefined,
    returnTo: string | undefined,
    browser: BrowserRequest,
  ): Promise<string> {
    const id = issuerId ?? this.issuers.list()[0]?.id ?? LOCAL;
    const party = await this.issuers.party(id);
    // A path of its own: the strategy takes a query with `code` or `error` for the issuer's answer.
    const outcome = await party.run({ ...browser, url: '/api/auth/login' });
    browser.session[RETURN_TO] = safeReturnTo(returnTo);
    return outcome.kind === 'redirect' ? outcome.url : signInPage('failed', returnTo);
  }

  /** The issuer sent the browser back. @returns the page to go on with. */
  async complete(issuerId: string, browser: BrowserRequest): Promise<string> {
    const kept = browser.session[RETURN_TO];
    const returnTo = safeReturnTo(typeof kept === 'string' ? kept : undefined);
    const outcome = await (await this.issuers.party(issuerId)).run(browser);
    // Without code and error the address was opened by hand.
    if (outcome.kind === 'redirect') return signInPage('failed', returnTo);
    if (outcome.kind === 'refused')
      return signInPage(outcome.reason.includes('access_denied') ? 'denied' : 'failed', returnTo);
    const { subject, name, email } = outcome;
    const userId = await this.signIn.signIn({
      issuer: this.issuers.issuerOf(issuerId),
      subject,
      name,
      email,
    });
    await browser.renew();
    browser.current().userId = userId;
    return returnTo;
  }

  /** Ends the session here and, with the built-in issuer, there. */
  async logout(browser: BrowserRequest): Promise<void> {
    const { userId } = browser.session;
    await browser.destroy();
    if (userId === undefined) return;
    const local = (await this.users.accounts(userId)).filter(({ issuer }) => issuer === LOCAL);
    for (const { subject } of local) await this.oidc.forgetAccount(subject);
  }
}

function signInPage(error: 'denied' | 'failed', returnTo: string | undefined): string {
  return `/sign-in?${new URLSearchParams({ error, returnTo: safeReturnTo(returnTo) }).toString()}`;
}
