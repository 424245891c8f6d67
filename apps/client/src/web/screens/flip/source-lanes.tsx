import { useMemo } from 'react';
import type { Recipe, Stem } from '@flipside/recipe';
import { SourceNumber } from '../../components/source-number.tsx';
import { printOfRecipe } from '../../components/print-of-recipe.ts';
import type { FlipTimeline } from './flip-timeline.ts';

interface Segment {
  readonly key: string;
  readonly stem: Stem;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** A source's clips as thin bars, one row for each stem that the flip uses. */
function segmentsOf(timeline: FlipTimeline, sourceId: string): { segments: Segment[]; rows: number } {
  const stemLanes = timeline.lanes.filter(({ id }) => 'stem' in id);
  const segments = stemLanes.flatMap((lane, row) =>
    lane.clips
      .filter((clip) => clip.sourceId === sourceId && !clip.muted && 'stem' in lane.id)
      .map((clip) => ({
        key: clip.key,
        stem: 'stem' in lane.id ? lane.id.stem : ('mix' as const),
        row,
        from: clip.from,
        to: clip.to,
      })),
  );
  return { segments, rows: Math.max(1, stemLanes.length) };
}

const across = (from: number, to: number) => ({
  left: `${from * 100}%`,
  width: `calc(${(to - from) * 100}% - 2px)`,
});

/** Side A: a lane for each recording, showing when it sounds and which of its stems. */
export function SourceLanes({ recipe, timeline }: { recipe: Recipe; timeline: FlipTimeline }) {
  const beds = useMemo(() => printOfRecipe(recipe).sources, [recipe]);
  return (
    <ol className="source-lanes">
      {recipe.sources.map((source, index) => {
        const { segments, rows } = segmentsOf(timeline, source.id);
        return (
          <li key={source.id} className="lane source-lane">
            <div className="lane-gutter">
              <SourceNumber number={index + 1} />
              <span className="ellipsis">
                <strong>{source.title}</strong> <span className="secondary">{source.artist}</span>
              </span>
            </div>
            <div className="lane-track" aria-hidden="true">
              {(beds[index] ?? []).map(([from, to]) => (
                <span key={from} className="source-bed" style={across(from, to)} />
              ))}
              {segments.map(({ key, stem, row, from, to }) => (
                <span
                  key={key}
                  className={`source-segment stem-${stem}`}
                  style={{
                    ...across(from, to),
                    top: `calc(8px + ${(row / rows) * 24}px)`,
                    height: `${Math.max(2, 24 / rows - 1)}px`,
                  }}
                />
              ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
