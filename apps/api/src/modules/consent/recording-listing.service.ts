import { parseIsrc } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { InvalidRequestError } from '../../platform/problem/errors.ts';
import { toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { readTerritory } from './asked-territory.ts';
import { FewRecordingsView } from './few-recordings.view.ts';
import type { FewFound } from './few-recordings.view.ts';
import {
  filterParts,
  listingQuery,
  meantMatch,
  tempoMultirange,
  textAnywhere,
  textAtLeast,
  textTiers,
} from './listing-query.ts';
import type { ListingFilter, TypedText, TypedWord } from './listing-query.ts';
import { RecordingListingView } from './recording-listing.view.ts';
import type { ListedRecording, ReleaseName } from './recording-listing.view.ts';
import type { PartyName, RecordingSummary } from './recording.types.ts';

export interface RecordingSearch {
  readonly q?: string | undefined;
  readonly licensed?: boolean | undefined;
  readonly territory?: string | undefined;
  readonly stems?: readonly string[] | undefined;
  readonly bpmMin?: number | undefined;
  readonly bpmMax?: number | undefined;
  readonly anyOctave?: boolean | undefined;
  readonly key?: string | undefined;
  readonly party?: string | undefined;
  readonly artist?: string | undefined;
  readonly label?: string | undefined;
  readonly release?: string | undefined;
}

export interface RecordingListing extends Page<RecordingSummary> {
  /** What was searched for instead of a text that matches nothing. */
  readonly meant: string | null;
  /** When nothing was found: the parameters of which any one, left out, would let something be found. */
  readonly loosen: readonly string[];
  /** What the ids asked for are called. */
  readonly party: PartyName | null;
  readonly release: ReleaseName | null;
}

const SLOWEST = 20;
const FASTEST = 400;
/** More words than these are not looked for. */
const MOST_WORDS = 8;
const MOST_WORDS_OF_ONE = 32;
const NEAR_PER_WORD = 4;
/** The tier of what was meant, after those of what was typed. */
const MEANT = '3';
/** A beginning of an ISRC has its country, its registrant and its year at least. */
const ISRC_BEGINNING = /^[a-z]{2}[a-z0-9]{3}\d{2,7}$/;

interface Asked {
  readonly parts: ReadonlyMap<keyof ListingFilter, string>;
  readonly tempo: string | null;
  readonly territory: string;
  readonly stems: readonly string[];
}

interface Found {
  readonly rows: readonly ListedRecording[];
  readonly meant: string | null;
}

/** The names of the parameters behind a filter's parts. */
const PARAMETERS: Readonly<Record<string, string>> = { tempo: 'bpm', partyId: 'party', releaseId: 'release' };

/** Finds recordings in the catalogue, by what may be done with them and by what they are called. */
@Injectable()
export class RecordingListingService {
  constructor(
    @Inject(RecordingListingView) private readonly view: RecordingListingView,
    @Inject(FewRecordingsView) private readonly fewView: FewRecordingsView,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultTerritory'>,
  ) {}

  /** Public: the catalogue is there to be found. With text the best matches come first, else the newest. */
  async list(search: RecordingSearch, page: PageRequest): Promise<RecordingListing> {
    const asked = await this.read(search);
    const text = search.q === undefined ? null : await this.readText(search.q);
    const few = text === null || page.after !== null ? null : await this.few(asked, text, page.limit);
    const typed = few === null ? await this.found(asked, text, page) : few.rows;
    const isMeant =
      text !== null &&
      typed.length === 0 &&
      few?.isSomewhere !== true &&
      (page.after === null || page.after.key === MEANT);
    const { rows, meant } = isMeant
      ? await this.meant(asked, text, page, few !== null)
      : { rows: typed, meant: null };
    const isNothing = rows.length === 0 && page.after === null;
    return {
      ...toPage(rows, page.limit, ({ tier, position }) => ({ key: String(tier), id: position })),
      meant,
      loosen: isNothing ? await this.loosen(asked, text, few) : [],
      party: search.party === undefined ? null : await this.view.partyName(search.party),
      release: search.release === undefined ? null : await this.view.releaseName(search.release),
    };
  }

  /**
   * The first page of a text that few recordings have; `null` where there is none such. What matches in one way only, with
   * nothing else asked, is found as quickly by walking.
   */
  private async few(
    { parts, tempo, territory }: Asked,
    text: TypedText,
    limit: number,
  ): Promise<FewFound | null> {
    const [words, tiers] = [textAtLeast(text), textTiers(text)];
    if (words === null || (parts.size === 0 && tiers.filter((tier) => tier !== null).length === 1))
      return null;
    const anywhere = listingQuery(new Map(), words);
    return await this.fewView.find({
      anywhere,
      tiers,
      parts,
      tempo,
      territory,
      limit: limit + 1,
    });
  }

  /** Tier after tier until the page is full; without text there is one. */
  private async found(
    asked: Asked,
    text: TypedText | null,
    { after, limit }: PageRequest,
  ): Promise<readonly ListedRecording[]> {
    const { parts, tempo, territory } = asked;
    const tiers =
      text === null
        ? [listingQuery(parts, null, asked)]
        : textTiers(text).map((tier) => tier && listingQuery(parts, tier, asked));
    // Nothing has words that the catalogue does not have.
    if (tiers.every((tier) => tier === null)) return [];
    const walk = {
      queries: tiers,
      tempo,
      tier: Number(after?.key ?? 0),
      below: after?.id ?? null,
      limit: limit + 1,
    };
    return await this.view.list(walk, territory);
  }

  /** Looks for the words nearest to those typed, once it is sure that what was typed is nowhere in the catalogue. */
  private async meant(
    asked: Asked,
    text: TypedText,
    { after, limit }: PageRequest,
    isNowhere: boolean,
  ): Promise<Found> {
    const nothing: Found = { rows: [], meant: null };
    // Without filters, what was typed has just been looked for everywhere.
    const isSure = isNowhere || (asked.parts.size === 0 && after === null);
    if (text.words.length === 0 || (!isSure && (await this.isSomewhere(text)))) return nothing;
    // A word that is known is believed, unless all are.
    const isKnown = ({ begun }: TypedWord) => begun === null || begun.length > 0;
    const isAllKnown = text.words.every(isKnown);
    const doubted = text.words.filter((word) => isAllKnown || !isKnown(word)).map(({ word }) => word);
    const near = await this.view.near(doubted, NEAR_PER_WORD);
    const words = text.words.map((typed) => ({ ...typed, near: near[doubted.indexOf(typed.word)] ?? [] }));
    const match = meantMatch(words);
    if (match === null) return nothing;
    const { tempo, territory, parts } = asked;
    const walk = {
      queries: [listingQuery(parts, match, asked)],
      tempo,
      tier: 0,
      below: after?.id ?? null,
      limit: limit + 1,
    };
    const rows = await this.view.list(walk, territory);
    const [first] = rows;
    if (first === undefined) return nothing;
    const whole = `${first.title} ${first.versionTitle ?? ''} ${first.artist}`;
    const has = await this.view.words(whole, MOST_WORDS_OF_ONE);
    const replaced = words.map(
      ({ word, near: nearest }) =>
        has.find((one) => one.startsWith(word)) ?? nearest.find((one) => has.includes(one)) ?? word,
    );
    return { rows: rows.map((row) => ({ ...row, tier: Number(MEANT) })), meant: replaced.join(' ') };
  }

  private async isSomewhere(text: TypedText): Promise<boolean> {
    const words = textAnywhere(text);
    if (words === null) return false;
    return (await this.view.matching([{ ...listingQuery(new Map(), words), tempo: null }])).size > 0;
  }

  private async loosen(asked: Asked, text: TypedText | null, few: FewFound | null): Promise<string[]> {
    const { parts, tempo } = asked;
    const words = text === null ? null : textAnywhere(text);
    // Of a text that nothing has, no filter is to blame; of one that few have, it was seen already which is.
    const isNowhere = text !== null && words === null;
    const names = [
      ...(isNowhere || few !== null ? [] : parts.keys()),
      ...(text === null ? [] : (['q'] as const)),
    ];
    const queries = names.map((name) => ({
      ...listingQuery(
        new Map([...parts].filter(([part]) => part !== name)),
        name === 'q' || words === null ? null : words,
        asked,
      ),
      tempo: name === 'tempo' ? null : tempo,
    }));
    const matching = await this.view.matching(queries);
    const blamed = [...(few?.alone ?? []), ...names.filter((_, index) => matching.has(index))];
    return blamed.map((name) => PARAMETERS[name] ?? name);
  }

  private async read(search: RecordingSearch): Promise<Asked> {
    const territory = readTerritory(search.territory, this.config);
    const { bpmMin, bpmMax, artist, label } = search;
    if (bpmMin !== undefined && bpmMax !== undefined && bpmMin > bpmMax)
      throw new InvalidRequestError([{ pointer: '/query/bpmMin', detail: 'must not exceed bpmMax' }]);
    const tempo =
      bpmMin === undefined && bpmMax === undefined
        ? null
        : { min: bpmMin ?? SLOWEST, max: bpmMax ?? FASTEST, anyOctave: search.anyOctave ?? false };
    const filter: ListingFilter = {
      territory,
      tempo,
      licensed: search.licensed ?? null,
      stems: search.stems ?? [],
      key: search.key ?? null,
      partyId: search.party ?? null,
      artist: artist === undefined ? null : await this.view.facetOfName(artist),
      label: label === undefined ? null : await this.view.facetOfName(label),
      releaseId: search.release ?? null,
    };
    const range = tempo === null ? null : tempoMultirange(tempo);
    return { parts: filterParts(filter), tempo: range, territory, stems: filter.stems };
  }

  private async readText(q: string): Promise<TypedText> {
    const typed = await this.view.typed(q, MOST_WORDS);
    const compact = q.toLowerCase().replaceAll(/[\s-]/g, '');
    const isrc = parseIsrc(q);
    const beginning = ISRC_BEGINNING.test(compact) ? compact : null;
    return { ...typed, isrc: isrc.ok ? isrc.value.toLowerCase() : beginning };
  }
}
