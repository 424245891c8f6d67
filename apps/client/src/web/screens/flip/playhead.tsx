import { usePosition } from '../../player/use-player.ts';

/** The line through both sides at the moment that is heard. It moves even where motion is reduced. */
export function Playhead({ seconds }: { seconds: number }) {
  const position = usePosition();
  const share = Math.min(1, Math.max(0, position / seconds));
  return (
    <div className="playhead" aria-hidden="true">
      <span style={{ left: `${share * 100}%` }} />
    </div>
  );
}
