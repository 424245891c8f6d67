import { Icon } from '../../components/icon.tsx';
import type { Playability } from '../../providers/playability.ts';

/** Whether a flip plays from the music on this device; nothing while no music is connected. */
export function FoundNote({ found }: { found: Playability | undefined }) {
  if (found === undefined) return null;
  if (found.complete) {
    return (
      <span className="found-note">
        <Icon name="check" />
        Plays here
      </span>
    );
  }
  return (
    <span className="found-note secondary">
      {found.present} of {found.total} on this device
    </span>
  );
}
