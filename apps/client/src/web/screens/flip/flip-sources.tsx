import { useMemo } from 'react';
import { usage, type Recipe, type Source, type SourceUsage } from '@flipside/recipe';
import type { SourceStatus } from '../../../engine/playback/session.types.ts';
import { Duration } from '../../components/duration.tsx';
import { Icon } from '../../components/icon.tsx';
import { SourceNumber } from '../../components/source-number.tsx';
import { StemChips } from '../../components/stem-chip.tsx';
import { readableIsrc } from '../../words/isrc.ts';
import { MadeHow } from './made-how.tsx';
import type { PlayerState } from '../../player/player.types.ts';
import { Elsewhere } from '../../providers/elsewhere.tsx';
import { useFound, type Found } from '../../providers/playability.ts';
import { STEM_ROWS } from '../../theme/stems.ts';
import { matchWords, PROVIDER_NAMES, stageWords } from '../../words/source-words.ts';

const BUSY = new Set(['waiting', 'matching', 'reading', 'aligning', 'separating']);

function SourceState({ status, found }: { status: SourceStatus | undefined; found: Found | undefined }) {
  if (status === undefined) {
    if (found === undefined) return <span className="secondary">Not connected</span>;
    return found.present ? (
      <span className="row strong source-state-line">
        <Icon name="check" />
        In {PROVIDER_NAMES[found.provider]}
      </span>
    ) : (
      <span className="secondary">Not in your music</span>
    );
  }
  const bad = status.stage === 'missing' || status.stage === 'refused';
  return (
    <>
      <span className={`row source-state-line${bad ? ' stop' : ''} strong`}>
        {status.stage === 'ready' && <Icon name="check" />}
        {stageWords(status)}
      </span>
      <span className="small secondary">{matchWords(status)}</span>
      {BUSY.has(status.stage) && (
        <span className="source-progress" aria-hidden="true">
          <span style={{ width: `${status.progress * 100}%` }} />
        </span>
      )}
    </>
  );
}

interface SourceRowProps {
  readonly number: number;
  readonly source: Source;
  readonly used: SourceUsage | undefined;
  readonly status: SourceStatus | undefined;
  readonly found: Found | undefined;
}

function SourceRow({ number, source, used, status, found }: SourceRowProps) {
  const stems = STEM_ROWS.filter((stem) => used?.stems[stem] !== undefined);
  const stemMs = Object.values(used?.stems ?? {}).reduce((sum, ms) => sum + ms, 0);
  const [isrc] = source.isrc;
  return (
    <li className="source-row">
      <SourceNumber number={number} />
      <div className="source-words">
        <p className="lead">
          <strong>{source.title}</strong> <span className="secondary">{source.artist}</span>
        </p>
        {isrc !== undefined && <p className="mono small tertiary">{readableIsrc(isrc)}</p>}
        <p className="row source-used">
          <StemChips stems={stems} />
          <span className="small secondary">
            <Duration ms={stemMs} /> of stem time used
          </span>
        </p>
      </div>
      <div className="source-state">
        <SourceState status={status} found={found} />
        {(found?.present === false || status?.stage === 'missing') && <Elsewhere query={source} />}
      </div>
    </li>
  );
}

function headline(playback: PlayerState, found: readonly Found[] | null, total: number): string {
  const ready = playback.sources.filter(({ stage }) => stage === 'ready').length;
  if (playback.phase === 'preparing') return `${ready} of ${total} ready`;
  if (playback.phase !== 'empty') return `${ready} of ${total} found`;
  if (found === null) return 'Not connected';
  return `${found.filter(({ present }) => present).length} of ${total} found`;
}

/** The recordings a flip needs, and how each stands on this device. */
export function FlipSources({ recipe, playback }: { recipe: Recipe; playback: PlayerState }) {
  const used = useMemo(() => usage(recipe), [recipe]);
  const found = useFound(recipe.sources);
  return (
    <section aria-labelledby="sources-title">
      <div className="ruled-head">
        <h2 className="heading" id="sources-title">
          Sources
        </h2>
        <span className="spacer" />
        <span className={playback.phase === 'empty' && found === null ? 'secondary' : 'strong'}>
          {headline(playback, found, recipe.sources.length)}
        </span>
      </div>
      <ol>
        {recipe.sources.map((source, index) => (
          <SourceRow
            key={source.id}
            number={index + 1}
            source={source}
            used={used.find(({ sourceId }) => sourceId === source.id)}
            status={playback.sources.find(({ sourceId }) => sourceId === source.id)}
            found={found?.[index]}
          />
        ))}
      </ol>
      <MadeHow recipe={recipe} sources={playback.sources} />
    </section>
  );
}
