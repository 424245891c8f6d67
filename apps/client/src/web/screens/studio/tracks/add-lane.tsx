import { Button, Menu } from '@mantine/core';
import type { Instrument, Stem } from '@flipside/recipe';
import { Icon } from '../../../components/icon.tsx';
import { StemChip } from '../../../components/stem-chip.tsx';
import { STEM_NAMES } from '../../../theme/stems.ts';
import type { Edit } from '../document/studio-document.ts';
import { addInstrumentTrack, addStemTrack } from '../document/track-edits.ts';
import { useStudio } from '../state/use-studio.ts';

const STEM_LANES: readonly Stem[] = ['drums', 'bass', 'other', 'vocals', 'mix'];
const INSTRUMENTS: readonly (readonly [Instrument['type'], string])[] = [
  ['drumkit', 'Drum kit'],
  ['subtractive', 'Synth'],
  ['fm', 'FM keys'],
];

/** The last line of the timeline: another lane, for clips or for notes. */
export function AddLane() {
  const studio = useStudio();
  const add = (edit: Edit) => {
    studio.edit(edit);
    const added = studio.document.tracks.at(-1);
    if (added !== undefined) studio.selectTrack(added.id);
  };
  return (
    <div className="add-lane">
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="sm" variant="subtle" leftSection={<Icon name="plus" />}>
            Add lane
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>For clips</Menu.Label>
          {STEM_LANES.map((stem) => (
            <Menu.Item
              key={stem}
              leftSection={<StemChip stem={stem} decorative />}
              onClick={() => add(addStemTrack(stem))}
            >
              {STEM_NAMES[stem]}
            </Menu.Item>
          ))}
          <Menu.Label>For notes</Menu.Label>
          {INSTRUMENTS.map(([type, name]) => (
            <Menu.Item key={type} onClick={() => add(addInstrumentTrack(type))}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
