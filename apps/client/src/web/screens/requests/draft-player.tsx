import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { Duration } from '../../components/duration.tsx';
import { Icon } from '../../components/icon.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import { SeekBar } from '../../components/seek-bar.tsx';
import { TransportButton } from '../../components/transport-button.tsx';
import { player } from '../../player/player.ts';
import { EMPTY_PLAYER, type PlayableFlip } from '../../player/player.types.ts';
import { usePlayer, usePosition } from '../../player/use-player.ts';
import { FilesProgress } from '../../providers/files-progress.tsx';
import { FolderButton } from '../../providers/folder-button.tsx';
import { providers } from '../../providers/provider-store.ts';
import { useProviders } from '../../providers/use-providers.ts';
import { useRestoredProviders } from '../../providers/use-restored-providers.ts';
import type { ClearanceRequest } from '../../queries/requests.ts';
import { playNews } from '../../words/play-words.ts';
import { preparationNews } from '../../words/source-words.ts';

/** A draft as the player takes it: nobody counts or pays for hearing it. */
function playable(request: ClearanceRequest): PlayableFlip | null {
  const { hash, recipe, title, print, durationMs, producer, id } = request;
  return recipe === null
    ? null
    : { hash, recipe, title, print, durationMs, producer, code: null, economics: null, request: id };
}

const report = (error: unknown) => player.state.set({ error });

/** Gets a draft ready, or a flip of another server. */
export function prepareDraft(draft: PlayableFlip): void {
  player.prepare(draft, providers.state.get().list).catch(report);
}

function toggle(draft: PlayableFlip): void {
  if (player.holds(draft) && player.state.get().wanted) player.pause();
  else player.start(draft, providers.state.get().list).catch(report);
}

export function DraftConnect({
  onConnected,
  counted = false,
}: {
  onConnected: () => void;
  counted?: boolean;
}) {
  const useDemo = () => {
    providers
      .setDemo(true)
      .then(onConnected)
      .catch((error: unknown) => providers.fail(error));
  };
  return (
    <div className="draft-connect">
      <p className="secondary measure">
        It plays on this device, from music you already have.{' '}
        {counted
          ? 'No audio leaves it. Hearing it counts for everybody in the credits.'
          : 'Nothing leaves it, and hearing it is not counted.'}
      </p>
      <FolderButton onConnected={onConnected}>Choose your music folder</FolderButton>
      <Button leftSection={<Icon name="disc" />} onClick={useDemo}>
        Demo library
      </Button>
      <FilesProgress />
    </div>
  );
}

export function DraftTransport({ draft }: { draft: PlayableFlip }) {
  const playback = usePlayer((state) =>
    state.flip?.hash === draft.hash && state.flip.code === null ? state : EMPTY_PLAYER,
  );
  const position = usePosition();
  const seconds = playback.phase === 'ready' ? position : 0;
  const news = preparationNews(playback) || (draft.elsewhere === true ? (playNews(playback) ?? '') : '');
  const quiet = draft.elsewhere === true ? 'Plays from your music.' : 'Plays from your music. Not counted.';
  return (
    <>
      <div className="draft-transport">
        <TransportButton
          size={48}
          playing={playback.wanted}
          subject={draft.title}
          onToggle={() => toggle(draft)}
        />
        <span className="small">
          <Duration ms={seconds * 1000} />
        </span>
        <SeekBar seconds={seconds} durationMs={draft.durationMs} onSeek={(to) => player.seek(to)} />
        <span className="small tertiary">
          <Duration ms={draft.durationMs} />
        </span>
      </div>
      {playback.error !== null && <ProblemMessage error={playback.error} onRetry={() => toggle(draft)} />}
      <p className="small secondary">{news === '' ? quiet : news}</p>
      <LiveRegion>{news}</LiveRegion>
    </>
  );
}

/** Hear a draft on the own device. */
export function DraftPlayer({ request }: { request: ClearanceRequest }) {
  useRestoredProviders();
  const draft = useMemo(() => playable(request), [request]);
  const connected = useProviders(({ list }) => list.length > 0);
  return (
    <section className="draft-player" aria-labelledby="hear-title">
      <div className="draft-print">
        <RecipePrint shape={printOfPermille(request.print)} />
      </div>
      <div className="draft-words">
        <h2 className="heading" id="hear-title">
          Hear it
        </h2>
        {draft === null ? (
          <p className="secondary">The producer took this request back, and the draft with it.</p>
        ) : connected ? (
          <DraftTransport draft={draft} />
        ) : (
          <DraftConnect onConnected={() => prepareDraft(draft)} />
        )}
      </div>
    </section>
  );
}
