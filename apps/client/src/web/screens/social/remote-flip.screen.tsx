import { useMemo } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import type { PlayableFlip } from '../../player/player.types.ts';
import { useProviders } from '../../providers/use-providers.ts';
import { useRestoredProviders } from '../../providers/use-restored-providers.ts';
import { hasStatus } from '../../queries/api-problem.ts';
import { useRemoteFlip, type RemoteFlipView } from '../../queries/social.ts';
import { NotFoundScreen } from '../../shell/not-found.screen.tsx';
import { PendingScreen } from '../../shell/pending.screen.tsx';
import { DraftConnect, DraftTransport, prepareDraft } from '../requests/draft-player.tsx';
import '../requests/requests.css';
import { ActorName } from './actor-name.tsx';
import { FlipSocial } from './flip-social.tsx';
import './social.css';

const route = getRouteApi('/shell/elsewhere/$id');

/** As the player takes it: its home names it, and hearing it is counted here. */
function playable({ hash, recipe, title, print, durationMs, actor }: RemoteFlipView): PlayableFlip {
  const producer = { handle: actor.handle, displayName: actor.displayName };
  return { hash, recipe, title, print, durationMs, producer, code: null, economics: null, elsewhere: true };
}

function Hear({ flip }: { flip: RemoteFlipView }) {
  useRestoredProviders();
  const draft = useMemo(() => playable(flip), [flip]);
  const connected = useProviders(({ list }) => list.length > 0);
  return (
    <section aria-labelledby="hear-title">
      <h2 className="heading" id="hear-title">
        Hear it
      </h2>
      {connected ? (
        <DraftTransport draft={draft} />
      ) : (
        <DraftConnect counted onConnected={() => prepareDraft(draft)} />
      )}
    </section>
  );
}

/** A flip of another server: its recipe was checked against its name, and plays from the listener's own music. */
export function RemoteFlipScreen() {
  const { id } = route.useParams();
  const flip = useRemoteFlip(id);
  useDocumentTitle(flip.data ? `${flip.data.title} · Flipside` : 'Flipside');
  if (flip.isPending) return <PendingScreen />;
  if (hasStatus(flip.error, 404, 400)) return <NotFoundScreen />;
  if (flip.isError)
    return (
      <div className="page">
        <h1 className="title">This flip cannot be played now</h1>
        <ProblemMessage error={flip.error} onRetry={() => void flip.refetch()} />
      </div>
    );
  const { title, actor, credits, print, url, hash, tags } = flip.data;
  return (
    <div className="page">
      <header className="social-head">
        <div>
          <h1 className="title">{title}</h1>
          <p>
            by <ActorName actor={actor} />
          </p>
          {tags.length > 0 && <p className="secondary small">{tags.map((tag) => `#${tag}`).join(' ')}</p>}
          <p>
            <a href={url} target="_blank" rel="noopener noreferrer">
              Open at {actor.host}
            </a>
          </p>
        </div>
      </header>
      <div className="remote-flip">
        <RecipePrint shape={printOfPermille(print)} />
        <Hear flip={flip.data} />
      </div>
      <section aria-labelledby="credits-title">
        <h2 className="heading" id="credits-title">
          Credits
        </h2>
        <p className="remote-credits measure">{credits.text}</p>
      </section>
      <FlipSocial hash={hash} mine={false} />
    </div>
  );
}
