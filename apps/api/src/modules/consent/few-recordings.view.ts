import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { facetsOnly } from './listing-query.ts';
import type { ListingQuery, TextMatch } from './listing-query.ts';
import type { ListedRecording } from './recording-listing.view.ts';
import { RECORDING_FLIPS, RECORDING_STANDING, RECORDING_SUMMARY } from './recording.view.ts';

/** A text, and what else is asked of the recordings that have it. */
export interface FewAsked {
  /** What whatever any tier of the text matches has. */
  readonly anywhere: ListingQuery;
  /** The best first; `null` matches nothing. */
  readonly tiers: readonly (TextMatch | null)[];
  readonly parts: ReadonlyMap<string, string>;
  /** A multirange of beats per minute, for the part `tempo`. */
  readonly tempo: string | null;
  readonly territory: string;
  readonly limit: number;
}

export interface FewFound {
  readonly rows: readonly ListedRecording[];
  /** Whether a recording has the text, whatever else is asked. */
  readonly isSomewhere: boolean;
  /** The parts that alone keep a recording with this text from being found. */
  readonly alone: readonly string[];
}

interface Row extends ListedRecording {
  readonly known: boolean;
  readonly isSomewhere: boolean;
  /** Indexes of the parts, from 1. */
  readonly alone: readonly number[];
  /** `null` in the one row of a page without recordings. */
  readonly at: string | null;
}

/** More recordings than these are walked through instead. */
const MOST = 128;

/** Each tsquery is read once; a recording's facets are its tsvector, and it is in the first tier that matches. */
const FEW = `WITH few AS MATERIALIZED (SELECT few_recordings($2, $3, $4) AS places),
  tier AS MATERIALIZED (SELECT match::tsquery, at - 1 AS tier FROM unnest($5::text[]) WITH ORDINALITY t(match, at) WHERE match IS NOT NULL),
  part AS MATERIALIZED (SELECT part::tsquery, at FROM unnest($6::text[]) WITH ORDINALITY p(part, at)),
  judged AS MATERIALIZED (
    SELECT l."position", l.recording_id, t.tier, ARRAY(SELECT p.at FROM part p
      WHERE NOT l.facets @@ p.part OR (p.at = $7 AND (l.bpm::numeric <@ $8::nummultirange) IS NOT TRUE) LIMIT 2) AS failing
    FROM few CROSS JOIN LATERAL unnest(few.places) place
      JOIN LATERAL (SELECT "position", recording_id, bpm, array_to_tsvector(facets) AS facets FROM recording_listing
        WHERE "position" = place OFFSET 0) l ON true
      JOIN LATERAL (SELECT tier FROM tier WHERE l.facets @@ match ORDER BY tier LIMIT 1) t ON true),
  found AS (SELECT "position", recording_id, tier, row_number() OVER (ORDER BY tier, "position" DESC) AS at FROM judged
    WHERE failing = '{}' ORDER BY at LIMIT $9),
  page AS (SELECT ${RECORDING_SUMMARY}, f.tier::int, f."position"::text AS position, f.at
    FROM found f JOIN recording r ON r.id = f.recording_id ${RECORDING_STANDING})
  SELECT head.*, page.*, ${RECORDING_FLIPS} FROM (
    SELECT places IS NOT NULL AS known, EXISTS (SELECT FROM judged) AS "isSomewhere",
      ARRAY(SELECT DISTINCT failing[1]::int FROM judged WHERE cardinality(failing) = 1) AS alone FROM few) head
  LEFT JOIN page ON true ORDER BY page.at`;

/** Finds recordings by a text that few have, and tells what keeps others from being found. */
@Injectable()
export class FewRecordingsView {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** @returns `null` when more recordings may have the text than are looked at one by one. */
  async find({ anywhere, tiers, parts, tempo, territory, limit }: FewAsked): Promise<FewFound | null> {
    const names = [...parts.keys()];
    const { rows } = await this.database.pool.query<Row>({
      name: 'few-recordings',
      text: FEW,
      values: [
        territory,
        anywhere.query,
        anywhere.narrow,
        MOST,
        tiers.map((tier) => tier && facetsOnly(tier.match)),
        [...parts.values()].map(facetsOnly),
        names.indexOf('tempo') + 1,
        tempo,
        limit,
      ],
    });
    const [head] = rows;
    if (head?.known !== true) return null;
    return {
      rows: rows.flatMap(({ known: _known, isSomewhere: _is, alone: _alone, at, ...row }) =>
        at === null ? [] : [row],
      ),
      isSomewhere: head.isSomewhere,
      alone: names.filter((_, index) => head.alone.includes(index + 1)),
    };
  }
}
