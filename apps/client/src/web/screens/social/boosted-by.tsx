import type { SocialActor } from '../../queries/social.ts';
import { ActorName } from './actor-name.tsx';

/** Why a flip of somebody else is in the feed. */
export function BoostedBy({ actor }: { actor: SocialActor }) {
  return (
    <p className="boosted-by small secondary ellipsis">
      Boosted by <ActorName actor={actor} />
    </p>
  );
}
