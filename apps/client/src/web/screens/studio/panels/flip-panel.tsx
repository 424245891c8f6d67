import { useState } from 'react';
import { ActionIcon, Button, TagsInput, TextInput } from '@mantine/core';
import { Icon } from '../../../components/icon.tsx';
import { keyWords } from '../../../words/flip-words.ts';
import { addEffect } from '../document/effect-edits.ts';
import {
  removeMarker,
  setCeiling,
  setKey,
  setMarker,
  setTags,
  setTempo,
  setTimeSignature,
} from '../document/flip-edits.ts';
import { formatPosition } from '../document/music-time.ts';
import type { StudioDocument } from '../document/studio-document.ts';
import { useDocument, useStudio } from '../state/use-studio.ts';
import { EffectChain } from './effect-chain.tsx';
import { NumberField } from './number-field.tsx';

const KEYS = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'].flatMap((note) => [
  `${note}:maj`,
  `${note}:min`,
]);
const SIGNATURES: readonly (readonly [string, StudioDocument['timeSignature']])[] = [
  ['4/4', [4, 4]],
  ['3/4', [3, 4]],
  ['6/8', [6, 8]],
  ['5/4', [5, 4]],
  ['7/8', [7, 8]],
  ['2/4', [2, 4]],
];

function TimeFields() {
  const studio = useStudio();
  const { tempo, key, timeSignature } = useDocument((document) => document);
  const signature = timeSignature.join('/');
  return (
    <>
      <NumberField
        {...{ label: 'Flip tempo', unit: 'BPM', min: 20, max: 400, step: 1 }}
        value={tempo[0]?.bpm ?? 120}
        onChange={(bpm) => studio.edit(setTempo(bpm), 'tempo')}
      />
      <label className="field">
        <span className="secondary">Key</span>
        <select
          className="field-input field-select"
          value={key ?? ''}
          onChange={({ currentTarget: { value } }) => studio.edit(setKey(value === '' ? null : value))}
        >
          <option value="">Not said</option>
          {(key === undefined || KEYS.includes(key) ? KEYS : [key, ...KEYS]).map((one) => (
            <option key={one} value={one}>
              {keyWords(one)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="secondary">Time signature</span>
        <select
          className="field-input field-select"
          value={signature}
          onChange={({ currentTarget: { value } }) => {
            const chosen = SIGNATURES.find(([name]) => name === value)?.[1];
            if (chosen !== undefined) studio.edit(setTimeSignature(chosen));
          }}
        >
          {!SIGNATURES.some(([name]) => name === signature) && <option value={signature}>{signature}</option>}
          {SIGNATURES.map(([name]) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

function Markers() {
  const studio = useStudio();
  const markers = useDocument((document) => document.markers) ?? [];
  const signature = useDocument((document) => document.timeSignature);
  const [name, setName] = useState('');
  const add = () => {
    if (name.trim() === '') return;
    studio.edit(setMarker(studio.snapped(studio.beat), name.trim()));
    setName('');
  };
  return (
    <>
      <h3 className="inspector-subtitle">Markers</h3>
      <ul className="marker-list">
        {markers.map((marker) => (
          <li key={marker.at} className="row">
            <span className="mono small secondary">{formatPosition(marker.at, signature)}</span>
            <span className="ellipsis">{marker.name}</span>
            <span className="spacer" />
            <ActionIcon
              size={24}
              aria-label={`Remove marker ${marker.name}`}
              onClick={() => studio.edit(removeMarker(marker.at))}
            >
              <Icon name="close" />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextInput
          className="marker-name"
          aria-label="Marker name"
          placeholder="Verse, drop…"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button size="sm" type="submit">
          Mark here
        </Button>
      </form>
    </>
  );
}

/** What concerns the flip as a whole. */
export function FlipPanel() {
  const studio = useStudio();
  const tags = useDocument((document) => document.tags);
  const master = useDocument((document) => document.master);
  return (
    <div className="inspector">
      <TimeFields />
      <TagsInput
        label="Tags"
        placeholder={tags.length === 0 ? 'house, dub…' : ''}
        maxTags={10}
        value={[...tags]}
        onChange={(next) => studio.edit(setTags(next))}
      />
      <Markers />
      <h3 className="inspector-subtitle">Flip out</h3>
      <NumberField
        {...{ label: 'Ceiling', unit: 'dB', min: -12, max: 0, step: 0.5 }}
        value={master.limiter?.ceilingDb ?? 0}
        onChange={(ceiling) => studio.edit(setCeiling(ceiling), 'ceiling')}
      />
      <EffectChain owner="master" chain={master.effects ?? []} />
      <div className="row">
        <Button size="sm" variant="subtle" onClick={() => studio.edit(addEffect('master', 'compressor'))}>
          Add compressor
        </Button>
        <Button size="sm" variant="subtle" onClick={() => studio.edit(addEffect('master', 'eq'))}>
          Add EQ
        </Button>
      </div>
    </div>
  );
}
