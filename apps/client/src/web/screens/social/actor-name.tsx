import { Link } from '@tanstack/react-router';
import type { SocialActor } from '../../queries/social.ts';

/** A person, here or elsewhere; the whole name is what one searches for. */
export function ActorName({ actor }: { actor: SocialActor }) {
  const name = actor.displayName === '' ? actor.handle : actor.displayName;
  return (
    <span className="ellipsis">
      {actor.id === null ? (
        <Link to="/" search={{ producer: actor.handle }}>
          {name}
        </Link>
      ) : (
        <Link to="/people/$id" params={{ id: actor.id }}>
          {name}
        </Link>
      )}{' '}
      <span className="secondary small">
        @{actor.handle}
        {actor.host !== null && `@${actor.host}`}
      </span>
    </span>
  );
}
