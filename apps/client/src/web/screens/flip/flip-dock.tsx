import { LinkButton } from '../../components/link-button.tsx';
import { Duration } from '../../components/duration.tsx';
import { TransportButton } from '../../components/transport-button.tsx';
import { FolderButton } from '../../providers/folder-button.tsx';
import type { PlayerState } from '../../player/player.types.ts';
import { usePosition } from '../../player/use-player.ts';
import type { RecipeView } from '../../queries/flips.ts';
import { countingWords, playNews } from '../../words/play-words.ts';
import { preparationNews } from '../../words/source-words.ts';
import { prepareFlip, toggleFlip } from './use-flip-playback.ts';
import './flip-dock.css';

function DockClock({ flip, playback }: { flip: RecipeView; playback: PlayerState }) {
  const position = usePosition();
  const line = playNews(playback) ?? countingWords(playback) ?? preparationNews(playback);
  return (
    <div className="flip-dock-words">
      <p className="mono strong">
        <Duration ms={playback.phase === 'ready' ? position * 1000 : 0} />{' '}
        <span className="tertiary">
          / <Duration ms={flip.durationMs} />
        </span>
      </p>
      <p className="small secondary ellipsis">{line === '' ? 'Plays from your music' : line}</p>
    </div>
  );
}

/** The transport of a phone, docked to the bottom of a flip's page. */
export function FlipDock({
  flip,
  playback,
  connected,
}: {
  flip: RecipeView;
  playback: PlayerState;
  connected: boolean;
}) {
  return (
    <div className="flip-dock">
      {connected ? (
        <>
          <TransportButton
            size={48}
            playing={playback.wanted}
            subject={flip.title}
            onToggle={() => toggleFlip(flip)}
          />
          <DockClock flip={flip} playback={playback} />
          <LinkButton to="/studio" search={{ from: flip.code }}>
            Flip it yourself
          </LinkButton>
        </>
      ) : (
        <>
          <p className="small secondary flip-dock-words">Plays from your own music</p>
          <FolderButton onConnected={() => prepareFlip(flip)}>Choose your music</FolderButton>
        </>
      )}
    </div>
  );
}
