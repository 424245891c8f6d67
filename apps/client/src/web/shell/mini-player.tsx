import { Link, useLocation } from '@tanstack/react-router';
import { Duration } from '../components/duration.tsx';
import { LiveRegion } from '../components/live-region.tsx';
import { printOfPermille } from '../components/recipe-print-shape.ts';
import { RecipePrint } from '../components/recipe-print.tsx';
import { SeekBar } from '../components/seek-bar.tsx';
import { StemChips } from '../components/stem-chip.tsx';
import { TransportButton } from '../components/transport-button.tsx';
import { player } from '../player/player.ts';
import { usePlayer, usePosition } from '../player/use-player.ts';
import type { PlayableFlip } from '../player/player.types.ts';
import { playNews } from '../words/play-words.ts';
import './mini-player.css';

function Title({ flip }: { flip: PlayableFlip }) {
  const className = 'strong ellipsis mini-player-title';
  if (flip.code !== null)
    return (
      <Link to="/r/$code" params={{ code: flip.code }} className={className}>
        {flip.title}
      </Link>
    );
  return (
    <Link to="/requests/$id" params={{ id: flip.request ?? '' }} className={className}>
      {flip.title}
    </Link>
  );
}

function Progress({ flip }: { flip: PlayableFlip }) {
  const seconds = usePosition();
  return (
    <div className="mini-player-progress">
      <span className="small">
        <Duration ms={seconds * 1000} />
      </span>
      <SeekBar seconds={seconds} durationMs={flip.durationMs} onSeek={(to) => player.seek(to)} />
      <span className="small tertiary">
        <Duration ms={flip.durationMs} />
      </span>
    </div>
  );
}

/** What plays, wherever one is. The flip's own screen has the large transport instead. */
export function MiniPlayer() {
  const flip = usePlayer((state) => state.flip);
  const wanted = usePlayer((state) => state.wanted);
  const news = usePlayer(playNews);
  const { pathname } = useLocation();
  const own = flip?.code === null ? `/requests/${flip.request ?? ''}` : `/r/${flip?.code ?? ''}`;
  if (flip === null || pathname === own) return null;
  return (
    <aside className="mini-player" aria-label="Player">
      <div className="mini-player-print">
        <RecipePrint shape={printOfPermille(flip.print)} />
      </div>
      <div className="mini-player-words">
        <Title flip={flip} />
        <p className="small secondary ellipsis">{news ?? flip.producer.displayName}</p>
      </div>
      <Progress flip={flip} />
      <span className="mini-player-stems">
        <StemChips stems={flip.print.stems.map(({ stem }) => stem)} />
      </span>
      <TransportButton playing={wanted} subject={flip.title} onToggle={() => void player.toggle()} />
      <LiveRegion>{news ?? ''}</LiveRegion>
    </aside>
  );
}
