import { FileButton, Button } from '@mantine/core';
import { BUILT_IN_MODEL } from '../../../../engine/separation/registry.ts';
import { Icon } from '../../../components/icon.tsx';
import { StemChips } from '../../../components/stem-chip.tsx';
import { separation } from '../../../separation/separation-store.ts';
import { abilityWords, BUILT_IN_WORDS } from '../../../words/separation-words.ts';
import { ModelRow } from './model-row.tsx';
import { PreferenceChoice } from './preference-choice.tsx';
import { TaskBar } from './task-bar.tsx';
import { failSeparation, useOpenSeparation, useSeparation } from './use-separation.ts';
import './separation.css';

function BuiltInRow() {
  return (
    <li className="model-row">
      <div className="model-words">
        <p className="lead">
          <strong>Built-in</strong> <span className="secondary">quick, rougher</span>
        </p>
        <p className="row">
          <StemChips stems={BUILT_IN_MODEL.stems} />
        </p>
        <p className="small secondary">Part of Flipside, {BUILT_IN_MODEL.licence}. For any use.</p>
      </div>
      <div className="model-state">
        <p className="row">
          <Icon name="check" /> On this device
        </p>
      </div>
    </li>
  );
}

function OwnFile() {
  const task = useSeparation((state) => (state.task?.sha256 === null ? state.task : null));
  const busy = useSeparation((state) => state.task !== null);
  if (task !== null) return <TaskBar task={task} name="your file" />;
  const take = (file: File | null) => {
    if (file !== null) separation.takeFile(file).catch(failSeparation);
  };
  return (
    <div className="library-actions">
      <FileButton accept=".onnx" onChange={take} inputProps={{ 'aria-label': 'Model file' }}>
        {(props) => (
          <Button {...props} variant="outline" disabled={busy} leftSection={<Icon name="file" />}>
            Use your own model file
          </Button>
        )}
      </FileButton>
    </div>
  );
}

/** How recordings are taken apart on this device, and the models that do it better. */
export function SeparationSection() {
  useOpenSeparation();
  const known = useSeparation((state) => state.known);
  const here = useSeparation((state) => state.here);
  const ability = useSeparation((state) => state.ability);
  const error = useSeparation((state) => state.error);
  const whole = known.filter(({ sha256 }) => here?.some((kept) => kept.sha256 === sha256 && kept.whole));
  return (
    <section className="library-section" id="separation" aria-labelledby="separation-title">
      <div>
        <h2 className="heading" id="separation-title">
          How stems are made
        </h2>
        <p className="secondary">
          {BUILT_IN_WORDS}. A model separates better and takes longer. Either way it is done here, and nothing
          is uploaded.
        </p>
        {ability !== null && <p className="secondary model-ability">{abilityWords(ability)}</p>}
      </div>
      <div className="library-body">
        {error !== null && (
          <p role="alert" className="stop strong">
            {error instanceof Error ? error.message : 'Something went wrong on this device.'}
          </p>
        )}
        <PreferenceChoice models={whole} />
        <ul className="model-list">
          <BuiltInRow />
          {known.map((model) => (
            <ModelRow key={model.sha256} model={model} />
          ))}
        </ul>
        <OwnFile />
      </div>
    </section>
  );
}
