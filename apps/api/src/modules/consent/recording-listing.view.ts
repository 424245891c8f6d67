import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { ListingQuery, TypedText } from './listing-query.ts';
import type { PartyName, RecordingSummary } from './recording.types.ts';
import { RECORDING_FLIPS, RECORDING_STANDING, RECORDING_SUMMARY } from './recording.view.ts';

export interface ListedRecording extends RecordingSummary {
  /** Which of the queries found it. */
  readonly tier: number;
  /** Where the recording is in the listing: decimal digits, the newest has the highest. */
  readonly position: string;
}

export interface ListingWalk {
  /** The best first; `null` matches nothing. */
  readonly queries: readonly (ListingQuery | null)[];
  /** A multirange of beats per minute. */
  readonly tempo: string | null;
  /** The query to go on with, and the position to go on below. */
  readonly tier: number;
  readonly below: string | null;
  readonly limit: number;
}

export interface ReleaseName {
  readonly id: string;
  readonly title: string;
}

const LIST = `SELECT page.*, ${RECORDING_FLIPS} FROM (
    SELECT ${RECORDING_SUMMARY}, w.tier, w.place::text AS position, w.at
    FROM walk_tiers($2::jsonb, $3::nummultirange, $4, $5, $6) WITH ORDINALITY w(tier, place, at)
    JOIN recording_listing l ON l.position = w.place JOIN recording r ON r.id = l.recording_id ${RECORDING_STANDING}) page
  ORDER BY page.at`;

const ANY = `SELECT asked.at - 1 AS at FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY asked(one, at)
  WHERE EXISTS (SELECT 1 FROM walk_recordings(asked.one ->> 'query', (asked.one ->> 'tempo')::nummultirange,
    ARRAY(SELECT jsonb_array_elements_text(asked.one -> 'narrow')), NULL, 1)) ORDER BY asked.at`;

/** The words are a table of their own, so that nobody plans anew for how many they are: it takes longer than finding them. */
const TYPED = `WITH typed AS MATERIALIZED (SELECT (listing_words($1))[:$2] AS words)
  SELECT name_facet($1) AS name, COALESCE(jsonb_agg(jsonb_build_object('word', word,
      'isWord', EXISTS (SELECT 1 FROM listing_word w WHERE w.word = one.word),
      'begun', (SELECT CASE WHEN count(*) <= $3 THEN coalesce(jsonb_agg(begun.word), '[]') END
        FROM (SELECT w.word FROM listing_word w WHERE w.word COLLATE "C" >= one.word AND w.word COLLATE "C" < one.word || chr(1114111)
          LIMIT $3 + 1) begun)) ORDER BY at)
    FILTER (WHERE word IS NOT NULL), '[]') AS words
  FROM typed LEFT JOIN LATERAL unnest(typed.words) WITH ORDINALITY one(word, at) ON true`;

const WORDS = `SELECT (listing_words($1))[:$2] AS words`;
/** Beginnings with no more words than these are asked for word by word. */
const MOST_BEGUN = 4;

const NEAR = `WITH typed AS MATERIALIZED (SELECT $1::text[] AS words)
  SELECT ARRAY(SELECT nearest_words(word, $2)) AS near FROM typed, unnest(words) WITH ORDINALITY one(word, at) ORDER BY at`;

/** Listings of the catalogue: `docs/adr/0019-listing-walks-chunks.md` tells how they stay quick. */
@Injectable()
export class RecordingListingView {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Prepared once per connection: reading the statement takes longer than running it. */
  async list(
    { queries, tempo, tier, below, limit }: ListingWalk,
    territory: string,
  ): Promise<ListedRecording[]> {
    const { rows } = await this.database.pool.query<ListedRecording>({
      name: 'recording-listing',
      text: LIST,
      values: [territory, JSON.stringify(queries), tempo, tier, below, limit],
    });
    return rows;
  }

  /** Which of the queries, by index, match anything at all. */
  async matching(asked: readonly (ListingQuery & { readonly tempo: string | null })[]): Promise<Set<number>> {
    const { rows } = await this.database.pool.query<{ at: string }>({
      name: 'listing-matching',
      text: ANY,
      values: [JSON.stringify(asked)],
    });
    return new Set(rows.map(({ at }) => Number(at)));
  }

  async facetOfName(name: string): Promise<string> {
    const { rows } = await this.database.pool.query<{ facet: string }>({
      name: 'listing-name',
      text: 'SELECT name_facet($1) AS facet',
      values: [name],
    });
    return rows[0]?.facet ?? '';
  }

  /** A text as the catalogue would write it, with what the catalogue knows of its words. */
  async typed(text: string, mostWords: number): Promise<Pick<TypedText, 'name' | 'words'>> {
    const { rows } = await this.database.pool.query<Pick<TypedText, 'name' | 'words'>>({
      name: 'listing-typed',
      text: TYPED,
      values: [text, mostWords, MOST_BEGUN],
    });
    return rows[0] ?? { name: '', words: [] };
  }

  /** The words of a text, as the catalogue would write them. */
  async words(text: string, mostWords: number): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ words: string[] }>({
      name: 'listing-words',
      text: WORDS,
      values: [text, mostWords],
    });
    return rows[0]?.words ?? [];
  }

  /** For each word the words of the catalogue that are nearest to it. */
  async near(words: readonly string[], most: number): Promise<string[][]> {
    const { rows } = await this.database.pool.query<{ near: string[] }>({
      name: 'listing-near',
      text: NEAR,
      values: [words, most],
    });
    return rows.map(({ near }) => near);
  }

  async partyName(id: string): Promise<PartyName | null> {
    const { rows } = await this.database.pool.query<PartyName>({
      name: 'listing-party',
      text: 'SELECT id, name FROM party WHERE id = $1',
      values: [id],
    });
    return rows[0] ?? null;
  }

  async releaseName(id: string): Promise<ReleaseName | null> {
    const { rows } = await this.database.pool.query<ReleaseName>({
      name: 'listing-release',
      text: 'SELECT id, title FROM release WHERE id = $1',
      values: [id],
    });
    return rows[0] ?? null;
  }
}
