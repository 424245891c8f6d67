import { addEffect } from '../document/effect-edits.ts';
import { EFFECT_NAMES, EFFECT_TYPES, EFFECT_WORDS } from '../document/effect-parameters.ts';
import { findTrack } from '../document/studio-document.ts';
import { useDocument, useStudio, useStudioState } from '../state/use-studio.ts';

/** Effects to put on the lane that is selected. */
export function EffectsPanel() {
  const studio = useStudio();
  const trackId = useStudioState((state) => state.trackId);
  const track = useDocument((document) => (trackId === null ? null : findTrack(document, trackId)));
  if (track === null)
    return <p className="inspector-empty secondary">Select a lane to put an effect on it.</p>;
  return (
    <ul className="effects-list" aria-label={`Effects for ${track.name}`}>
      {EFFECT_TYPES.map((type) => (
        <li key={type}>
          <button
            type="button"
            className="effects-item"
            aria-label={`Add ${EFFECT_NAMES[type]} to ${track.name}`}
            onClick={() => {
              studio.edit(addEffect({ trackId: track.id }, type));
              studio.selectTrack(track.id);
            }}
          >
            <strong>{EFFECT_NAMES[type]}</strong>
            <span className="small secondary">{EFFECT_WORDS[type]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
