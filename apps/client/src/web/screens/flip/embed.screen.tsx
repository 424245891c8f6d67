import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { Duration } from '../../components/duration.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import { SeekBar } from '../../components/seek-bar.tsx';
import { TransportButton } from '../../components/transport-button.tsx';
import { player } from '../../player/player.ts';
import { usePosition } from '../../player/use-player.ts';
import { FolderButton } from '../../providers/folder-button.tsx';
import { useProviders } from '../../providers/use-providers.ts';
import { useRestoredProviders } from '../../providers/use-restored-providers.ts';
import { hasStatus } from '../../queries/api-problem.ts';
import { goneFlip, useFlip, type RecipeView } from '../../queries/flips.ts';
import { playNews } from '../../words/play-words.ts';
import { preparationNews } from '../../words/source-words.ts';
import { prepareFlip, toggleFlip, useFlipPlayback } from './use-flip-playback.ts';
import './embed.css';

function EmbedTransport({ flip }: { flip: RecipeView }) {
  const playback = useFlipPlayback(flip);
  const position = usePosition();
  const connected = useProviders(({ list }) => list.length > 0);
  const ready = playback.phase === 'ready';
  const news = playNews(playback) ?? preparationNews(playback);
  return (
    <>
      <div className="embed-transport">
        {connected ? (
          <TransportButton
            size={48}
            playing={playback.wanted}
            subject={flip.title}
            onToggle={() => toggleFlip(flip)}
          />
        ) : (
          <FolderButton variant="filled" onConnected={() => prepareFlip(flip)}>
            Play from your files
          </FolderButton>
        )}
        {connected && (
          <>
            <span className="small">
              <Duration ms={ready ? position * 1000 : 0} />
            </span>
            <SeekBar
              seconds={ready ? position : 0}
              durationMs={flip.durationMs}
              onSeek={(to) => player.seek(to)}
            />
          </>
        )}
        <span className="small tertiary">
          <Duration ms={flip.durationMs} />
        </span>
      </div>
      {playback.error !== null && <ProblemMessage error={playback.error} onRetry={() => prepareFlip(flip)} />}
      <p className="small secondary ellipsis">
        {news === ''
          ? `From ${flip.credits.sources.map(({ title, artist }) => `${title} by ${artist}`).join(', ')}`
          : news}
      </p>
      <LiveRegion>{news}</LiveRegion>
    </>
  );
}

function GoneWords({ error }: { error: unknown }) {
  const flip = goneFlip(error);
  if (flip === null) return <p>This flip is no longer here.</p>;
  return (
    <>
      <p>
        <strong>{flip.title}</strong> by {flip.producer.displayName} plays no more.{' '}
        {error instanceof Error && error.message}
      </p>
      <p className="small secondary embed-credits">{flip.credits.text}</p>
    </>
  );
}

function Embed({ flip }: { flip: RecipeView }) {
  return (
    <div className="embed">
      <div className="embed-print">
        <RecipePrint shape={printOfPermille(flip.print)} />
      </div>
      <div className="embed-words">
        <h1 className="heading ellipsis">
          <a href={`/r/${flip.code}`} target="_blank" rel="noopener">
            {flip.title}
          </a>
        </h1>
        <p className="secondary ellipsis">Flipped by {flip.producer.displayName}</p>
        <EmbedTransport flip={flip} />
        <details className="small secondary">
          <summary>Credits</summary>
          <p className="embed-credits">{flip.credits.text}</p>
        </details>
      </div>
    </div>
  );
}

const route = getRouteApi('/embed/$code');

/** A flip inside another site: print, names, credits in a line, and play. */
export function EmbedScreen() {
  const { code } = route.useParams();
  const flip = useFlip(code);
  useRestoredProviders();
  useDocumentTitle(flip.data ? `${flip.data.title} · Flipside` : 'Flipside');
  if (flip.isPending) return <div className="embed hatched" aria-busy="true" />;
  if (flip.isError) {
    const gone = hasStatus(flip.error, 400, 404, 410, 422);
    return (
      <div className="embed embed-gone">
        {gone ? (
          <GoneWords error={flip.error} />
        ) : (
          <ProblemMessage error={flip.error} onRetry={() => void flip.refetch()} />
        )}
      </div>
    );
  }
  if (flip.data.state !== 'PUBLISHED') {
    return (
      <div className="embed embed-gone">
        <p>
          <strong>{flip.data.title}</strong> plays no more. {flip.data.stateReason}
        </p>
        <p className="small secondary">{flip.data.credits.text}</p>
      </div>
    );
  }
  return <Embed flip={flip.data} />;
}
