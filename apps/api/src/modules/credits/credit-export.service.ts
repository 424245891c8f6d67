import { creditsAsErn, creditsAsJsonLd, creditsAsText } from '@flipside/recipe';
import type { Credits } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { GoneError, NotFoundError } from '../../platform/problem/errors.ts';
import { isClosed } from '../recipes/index.ts';
import type { CreditSheet } from '../recipes/index.ts';
import { CreditExportView } from './credit-export.view.ts';
import type { CreditSource } from './credit-export.view.ts';

export type CreditFormat = 'json' | 'text' | 'json-ld' | 'ern';

/** The same credits for people, for search engines and for rights systems. Public. */
@Injectable()
export class CreditExportService {
  constructor(
    @Inject(CreditExportView) private readonly view: CreditExportView,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl' | 'dpid'>,
  ) {}

  async sheet(hash: string): Promise<CreditSheet> {
    return (await this.read(hash)).sheet;
  }

  /** @returns the whole text of the rendering. */
  async render(hash: string, format: CreditFormat): Promise<string> {
    const source = await this.read(hash);
    const { sheet } = source;
    if (format === 'json') return JSON.stringify(sheet);
    if (format === 'text')
      return source.document === null ? `${sheet.text}\n` : creditsAsText(source.document, sheet.corrections);
    const document = requireDocument(source, hash);
    if (format === 'json-ld') return JSON.stringify(creditsAsJsonLd(document, sheet.corrections));
    return creditsAsErn(document, {
      sender: { name: new URL(this.config.baseUrl).host, dpid: this.config.dpid },
      createdAt: this.clock.now().toISOString(),
      publishedAt: source.publishedAt.toISOString(),
      corrections: sheet.corrections,
    });
  }

  private async read(hash: string): Promise<CreditSource> {
    const source = await this.view.find(hash);
    if (source === null) throw new NotFoundError('Recipe', hash);
    if (isClosed(source.state))
      throw new GoneError(source.stateReason ?? 'This flip was taken away.', {
        data: { credits: source.sheet },
      });
    return source;
  }
}

function requireDocument({ document }: CreditSource, hash: string): Credits {
  if (document === null) throw new NotFoundError('Credits for machines of recipe', hash);
  return document;
}
