import { correctionAsText, creditsAsJsonLd } from '@flipside/recipe';
import { formatMicros } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import type {
  CreditSheet,
  EconomicsSheet,
  GoneFlip,
  ReadRecipe,
  RecipeDetail,
} from '../../../modules/recipes/index.ts';
import { clock } from './clock.ts';
import { CARD, cardWords } from './share-card.ts';
import { html, jsonBlock, Markup } from './html.ts';

/** What goes into the two places of the web app's page. */
export interface PageParts {
  readonly head: Markup;
  readonly body: Markup;
}

const NOTHING = html``;

/** What one play pays is always told to the micro-unit. */
export function amount(micros: bigint, currency: string): string {
  return formatMicros(micros, currency as Currency, 6);
}

/** `MainArtist` as two words. */
const words = (role: string): string => role.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');

function summary({ title, producer, credits }: RecipeDetail): string {
  const sources = credits.sources.map((source) => `${source.artist} – ${source.title}`).join(' · ');
  return `${title} by ${producer.displayName}. Made from ${sources}. Plays from music you already have.`;
}

/** @param activity where other servers read it */
export function flipHead({ detail, creditDocument }: ReadRecipe, baseUrl: string, activity: string): Markup {
  const { title, producer, code } = detail;
  const url = `${baseUrl}/r/${code}`;
  const name = `${title} – ${producer.displayName}`;
  const description = summary(detail);
  const oembed = `${baseUrl}/oembed?url=${encodeURIComponent(url)}`;
  const image = `${url}/card.png`;
  return html`<title>${name} · Flipside</title>
    <meta name="description" content="${description}" />
    <link rel="canonical" href="${url}" />
    <link rel="alternate" type="application/activity+json" href="${activity}" />
    <link rel="alternate" type="application/json+oembed" href="${oembed}" title="${name}" />
    <link
      rel="alternate"
      type="application/atom+xml"
      href="${baseUrl}/feed.atom?producer=${producer.handle}"
      title="Flips by ${producer.displayName}"
    />
    <meta property="og:type" content="music.song" />
    <meta property="og:site_name" content="Flipside" />
    <meta property="og:title" content="${name}" />
    <meta property="og:description" content="${description}" />
    <meta property="og:url" content="${url}" />
    <meta property="og:image" content="${image}" />
    <meta property="og:image:type" content="image/png" />
    <meta property="og:image:width" content="${CARD.width}" />
    <meta property="og:image:height" content="${CARD.height}" />
    <meta property="og:image:alt" content="${cardWords(detail)}" />
    <meta property="music:duration" content="${Math.round(detail.durationMs / 1000)}" />
    <meta name="twitter:card" content="summary_large_image" />
    <meta name="twitter:title" content="${name}" />
    <meta name="twitter:description" content="${description}" />
    <meta name="twitter:image" content="${image}" />
    ${creditDocument === null ? NOTHING : jsonBlock('application/ld+json', creditsAsJsonLd(creditDocument, detail.credits.corrections))}`;
}

function creditsBody(credits: CreditSheet): Markup {
  const names = (list: CreditSheet['sources'][number]['recording']) =>
    list.map(({ name, role }) => html`<li>${name} <small>(${words(role)})</small></li>`);
  const sources = credits.sources.map(
    (source) =>
      html`<article>
        <h3>${source.artist} – ${source.title}</h3>
        <p>ISRC ${source.isrc}, heard for ${clock(source.usageMs)}</p>
        <h4>Recording</h4>
        <ul>
          ${names(source.recording)}
        </ul>
        <h4>Composition</h4>
        <ul>
          ${names(source.composition)}
        </ul>
      </article>`,
  );
  const parents = credits.parents.map(
    ({ hash, title, remixer }) => html`<li>${title ?? hash}${remixer === null ? '' : ` by ${remixer}`}</li>`,
  );
  const corrections = credits.corrections.map((one) => html`<li>${correctionAsText(one)}</li>`);
  return html`<h2>Credits</h2>
    ${sources}
    ${
      corrections.length === 0
        ? NOTHING
        : html`<h3>Corrections</h3>
            <ul>
              ${corrections}
            </ul>`
    }
    ${
      parents.length === 0
        ? NOTHING
        : html`<h3>Builds on</h3>
            <ul>
              ${parents}
            </ul>`
    }`;
}

function economicsBody(economics: EconomicsSheet): Markup {
  const { currency } = economics;
  const lines = economics.lines.map(
    ({ partyName, side, title, amountMicros }) =>
      html`<tr>
        <td>${partyName}</td>
        <td>
          ${words(`${side.charAt(0)}${side.slice(1).toLowerCase()}`)}${title === null ? '' : `, ${title}`}
        </td>
        <td>${amount(amountMicros, currency)}</td>
      </tr>`,
  );
  return html`<h2>What a play pays</h2>
    <p>${amount(economics.perPlayMicros, currency)} when at least ${clock(economics.minimumMs)} is heard.</p>
    <table>
      <thead>
        <tr>
          <th>To</th>
          <th>For</th>
          <th>Per play</th>
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>`;
}

export function flipBody(detail: RecipeDetail, baseUrl: string): Markup {
  const { hash, title, producer, durationMs, bpm, key, tags, credits, economics } = detail;
  const facts = [
    clock(durationMs),
    `${bpm} bpm`,
    ...(key === null ? [] : [key]),
    ...tags.map((tag) => `#${tag}`),
  ];
  return html`<main class="plain-page">
    <h1>${title}</h1>
    <p>by <a href="${baseUrl}/?producer=${producer.handle}">${producer.displayName}</a></p>
    <p>${facts.join(' · ')}</p>
    <p>
      This flip is a recipe and holds no audio. It plays in this page from your own copies of its sources.
    </p>
    ${creditsBody(credits)}
    <p>
      These credits as <a href="${baseUrl}/api/recipes/${hash}/credits.txt">text</a>,
      <a href="${baseUrl}/api/recipes/${hash}/credits.jsonld">JSON-LD</a> and
      <a href="${baseUrl}/api/recipes/${hash}/credits.ern.xml">DDEX ERN</a>.
    </p>
    ${economicsBody(economics)}
  </main>`;
}

export function embedBody(detail: RecipeDetail, baseUrl: string): Markup {
  const { title, producer, durationMs, credits, code } = detail;
  const sources = credits.sources.map(({ artist, title: name }) => html`<li>${artist} – ${name}</li>`);
  return html`<main class="plain-page">
    <h1><a href="${baseUrl}/r/${code}" target="_blank" rel="noopener">${title}</a></h1>
    <p>by ${producer.displayName}, ${clock(durationMs)}</p>
    <p>Made from</p>
    <ul>
      ${sources}
    </ul>
    ${creditsText(credits.text)}
  </main>`;
}

/** The credits in their own words, line by line. */
const creditsText = (text: string): Markup =>
  html`<h2>Credits</h2>
    ${text.split('\n\n').map((paragraph) => html`<p>${paragraph.split('\n').map(line)}</p>`)}`;
const line = (text: string): Markup => html`${text}<br />`;

/** A flip that was taken away: who it was of, whose doing it was and why. Its credits stay. */
export function gonePage({ title, producer, credits }: GoneFlip, detail: string): PageParts {
  return {
    head: html`<title>${title} · Flipside</title><meta name="robots" content="noindex" />`,
    body: html`<main class="plain-page">
      <h1>This flip cannot be played now</h1>
      <p>${title} by ${producer.displayName}</p>
      <p>${detail}</p>
      <p>Plays that were counted before stay counted and are paid.</p>
      ${creditsText(credits.text)}
      <p><a href="/">To the newest flips</a></p>
    </main>`,
  };
}

/** A page that says that there is nothing, and why. */
export function absentPage(title: string, detail: string): PageParts {
  return {
    head: html`<title>${title} · Flipside</title><meta name="robots" content="noindex" />`,
    body: html`<main class="plain-page">
      <h1>${title}</h1>
      <p>${detail}</p>
      <p><a href="/">To the newest flips</a></p>
    </main>`,
  };
}

const PLAIN = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <!--head-->
  </head>
  <body>
    <div id="root"><!--body--></div>
  </body>
</html>
`;

/** Puts the parts into the web app's page; without one, or without its places, into a plain page. */
export function fillPage(shell: string | null, { head, body }: PageParts): string {
  const usable = shell !== null && shell.includes('<!--head-->') && shell.includes('<!--body-->');
  const page = usable ? shell.replace(/<title>[^<]*<\/title>/i, '') : PLAIN;
  // Functions, because `$` in a replacement text has a meaning of its own.
  return page.replace('<!--head-->', () => head.text).replace('<!--body-->', () => body.text);
}
