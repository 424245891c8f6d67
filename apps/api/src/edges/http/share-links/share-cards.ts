import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { Inject, Injectable } from '@nestjs/common';
import { ShareLinkService } from '../../../modules/share-links/index.ts';
import { cardSvg } from './share-card.ts';

/** Of about 40 kB each. */
const MOST_KEPT = 200;

/** The renderer is one for the process and can be set up once only. */
let renderer: Promise<void> | null = null;
async function loadRenderer(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  await initWasm(await readFile(file));
}

/** Pictures of flips for readers of links. Many of those take no SVG, so that they are PNG. */
@Injectable()
export class ShareCards {
  private readonly kept = new Map<string, Buffer>();

  constructor(@Inject(ShareLinkService) private readonly links: ShareLinkService) {}

  /** @throws {NotFoundError} {@link GoneError} as the share page does. */
  async png(code: string): Promise<Buffer> {
    const svg = cardSvg(await this.links.open(code));
    const known = this.kept.get(svg);
    if (known !== undefined) return known;
    renderer ??= loadRenderer();
    await renderer;
    const image = new Resvg(svg).render();
    const png = Buffer.from(image.asPng());
    image.free();
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(svg, png);
    return png;
  }
}
