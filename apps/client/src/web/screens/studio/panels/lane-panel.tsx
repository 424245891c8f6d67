import { ActionIcon, Button, Menu } from '@mantine/core';
import { Icon } from '../../../components/icon.tsx';
import { addEffect } from '../document/effect-edits.ts';
import { EFFECT_NAMES, EFFECT_TYPES } from '../document/effect-parameters.ts';
import { findTrack, type StudioTrack } from '../document/studio-document.ts';
import {
  moveTrack,
  removeTrack,
  renameTrack,
  setInstrument,
  setTrackGain,
  setTrackPan,
} from '../document/track-edits.ts';
import { useDocument, useStudio, useStudioState } from '../state/use-studio.ts';
import { EffectChain } from './effect-chain.tsx';
import { NumberField, ValueField } from './number-field.tsx';

function LaneFields({ track }: { track: StudioTrack }) {
  const studio = useStudio();
  const { id } = track;
  return (
    <>
      <ValueField
        label="Lane name"
        shown={track.name}
        onCommit={(text) => {
          studio.edit(renameTrack(id, text.trim()));
          return text.trim() !== '';
        }}
      />
      <NumberField
        {...{ label: 'Lane gain', unit: 'dB', min: -60, max: 6, step: 0.5, slider: true, withSign: true }}
        value={track.gainDb ?? 0}
        onChange={(gain) => studio.edit(setTrackGain(id, gain), `track-gain-${id}`)}
      />
      <NumberField
        {...{ label: 'Pan', unit: '%', min: -100, max: 100, step: 5, slider: true, withSign: true }}
        value={(track.pan ?? 0) * 100}
        onChange={(percent) => studio.edit(setTrackPan(id, percent / 100), `pan-${id}`)}
      />
      {track.instrument?.type === 'drumkit' && (
        <label className="field">
          <span className="secondary">Kit</span>
          <select
            className="field-input field-select"
            value={track.instrument.kit ?? 'room'}
            onChange={({ currentTarget: { value } }) => {
              const kit = (['room', 'machine', 'dusty'] as const).find((known) => known === value);
              if (kit !== undefined)
                studio.edit(setInstrument(id, { ...track.instrument, type: 'drumkit', kit }));
            }}
          >
            <option value="room">Room</option>
            <option value="machine">Machine</option>
            <option value="dusty">Dusty</option>
          </select>
        </label>
      )}
    </>
  );
}

/** The lane that is selected: name, level, place, effects. */
export function LanePanel() {
  const studio = useStudio();
  const trackId = useStudioState((state) => state.trackId);
  const document = useDocument((value) => value);
  const track = trackId === null ? null : findTrack(document, trackId);
  if (track === null)
    return <p className="inspector-empty secondary">Add a lane to see its level, place and effects.</p>;
  const { id, name } = track;
  return (
    <div className="inspector">
      <div className="row inspector-title">
        <h2 className="ellipsis">{name}</h2>
        <span className="spacer" />
        <ActionIcon aria-label={`Move ${name} up`} onClick={() => studio.edit(moveTrack(id, -1))}>
          <span className="turn-up">
            <Icon name="chevron-down" />
          </span>
        </ActionIcon>
        <ActionIcon aria-label={`Move ${name} down`} onClick={() => studio.edit(moveTrack(id, 1))}>
          <Icon name="chevron-down" />
        </ActionIcon>
      </div>
      <LaneFields track={track} />
      <div className="row inspector-subtitle">
        <h3>Effects</h3>
        <span className="spacer" />
        <Menu>
          <Menu.Target>
            <Button size="sm" variant="subtle" leftSection={<Icon name="plus" />}>
              Add effect
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {EFFECT_TYPES.map((type) => (
              <Menu.Item key={type} onClick={() => studio.edit(addEffect({ trackId: id }, type))}>
                {EFFECT_NAMES[type]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <EffectChain owner={{ trackId: id }} chain={track.effects ?? []} />
      <div className="row inspector-actions">
        <Button size="sm" variant="subtle" data-danger onClick={() => studio.edit(removeTrack(id))}>
          Remove lane
        </Button>
      </div>
    </div>
  );
}
