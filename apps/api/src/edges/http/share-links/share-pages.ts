import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { FlipGoneError } from '../../../modules/recipes/index.ts';
import { ShareLinkService } from '../../../modules/share-links/index.ts';
import { LocalProducerView, SocialAddresses } from '../../../modules/social/index.ts';
import { CONFIG } from '../../../platform/config/config.ts';
import type { Config } from '../../../platform/config/config.ts';
import { NotFoundError } from '../../../platform/problem/errors.ts';
import { shareCode } from '../common/common.schemas.ts';
import { absentPage, embedBody, fillPage, flipBody, flipHead, gonePage } from './share-page.ts';
import type { PageParts } from './share-page.ts';

export type PageKind = 'page' | 'embed';

export interface AnsweredPage {
  readonly status: 200 | 404 | 410;
  readonly html: string;
}

/** Pages of share links: complete without scripts, and then taken over by the web app. */
@Injectable()
export class SharePages {
  private shell: Promise<string | null> | null = null;

  constructor(
    @Inject(ShareLinkService) private readonly links: ShareLinkService,
    @Inject(LocalProducerView) private readonly producers: LocalProducerView,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl' | 'webDist'>,
  ) {}

  async answer(code: string, kind: PageKind): Promise<AnsweredPage> {
    const { status, ...parts } = await this.parts(code.toUpperCase(), kind);
    this.shell ??= this.readShell();
    return { status, html: fillPage(await this.shell, parts) };
  }

  private async parts(code: string, kind: PageKind): Promise<PageParts & Pick<AnsweredPage, 'status'>> {
    if (!shareCode.safeParse(code).success)
      return {
        status: 404,
        ...absentPage('No such flip', 'This link leads nowhere. Perhaps it was cut short.'),
      };
    const { baseUrl } = this.config;
    try {
      const read = await this.links.read(code);
      const body = kind === 'page' ? flipBody(read.detail, baseUrl) : embedBody(read.detail, baseUrl);
      return { status: 200, head: flipHead(read, baseUrl, await this.activityOf(read.detail.hash)), body };
    } catch (error) {
      if (error instanceof FlipGoneError) return { status: 410, ...gonePage(error.flip, error.message) };
      if (error instanceof NotFoundError)
        return { status: 404, ...absentPage('No such flip', 'Nothing was published under this link.') };
      throw error;
    }
  }

  /** Where other servers read the flip; one that came back has another address than before. */
  private async activityOf(hash: string): Promise<string> {
    const flip = await this.producers.flip(hash);
    return new SocialAddresses(this.config.baseUrl).flip(hash, flip?.revival);
  }

  /** The built app does not change while this process runs. */
  private async readShell(): Promise<string | null> {
    const { webDist } = this.config;
    if (webDist === null) return null;
    try {
      return await readFile(join(webDist, 'index.html'), 'utf8');
    } catch (error) {
      // Without a build the pages still say what they have to.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }
}
