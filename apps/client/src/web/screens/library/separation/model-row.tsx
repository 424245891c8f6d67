import { useState } from 'react';
import { Button } from '@mantine/core';
import type { KeptModel } from '../../../../engine/separation/models/model-store.ts';
import type { NeuralModel } from '../../../../engine/separation/registry.ts';
import { Icon } from '../../../components/icon.tsx';
import { StemChips } from '../../../components/stem-chip.tsx';
import { separation } from '../../../separation/separation-store.ts';
import { byteWords } from '../../../words/byte-words.ts';
import { speedWords } from '../../../words/separation-words.ts';
import { LicenceNotice } from './licence-notice.tsx';
import { TaskBar } from './task-bar.tsx';
import { failSeparation, useSeparation } from './use-separation.ts';

const fetchIt = (model: NeuralModel): void => {
  separation.download(model).catch(failSeparation);
};

function ModelState({ model, kept }: { model: NeuralModel; kept: KeptModel | undefined }) {
  if (kept?.whole === true) {
    return (
      <p className="row">
        <Icon name="check" /> On this device, <span className="mono">{byteWords(kept.bytes)}</span>
      </p>
    );
  }
  if (kept !== undefined && kept.bytes > 0 && model.download !== null) {
    return (
      <p>
        <span className="mono">{byteWords(kept.bytes)}</span> of{' '}
        <span className="mono">{byteWords(model.download.bytes)}</span> fetched
      </p>
    );
  }
  return model.download === null ? null : (
    <p className="secondary">
      <span className="mono">{byteWords(model.download.bytes)}</span> to fetch,{' '}
      <span className="mono">{byteWords(model.bytes)}</span> on this device
    </p>
  );
}

function ModelActions({ model, kept }: { model: NeuralModel; kept: KeptModel | undefined }) {
  const accepted = useSeparation(({ memory }) => memory.accepted.includes(model.sha256));
  const busy = useSeparation(({ task }) => task !== null);
  const [asking, setAsking] = useState(false);
  const begun = kept !== undefined && kept.bytes > 0;
  const agree = () => {
    setAsking(false);
    separation.accept(model.sha256);
    fetchIt(model);
  };
  if (asking) return <LicenceNotice model={model} onAgree={agree} onCancel={() => setAsking(false)} />;
  return (
    <div className="library-actions">
      {kept?.whole !== true && model.download !== null && (
        <Button
          leftSection={<Icon name="download" />}
          disabled={busy}
          onClick={() => (accepted ? fetchIt(model) : setAsking(true))}
        >
          {begun ? 'Go on' : 'Download'} <span className="visually-hidden">{model.name}</span>
        </Button>
      )}
      {begun && (
        <Button
          variant="subtle"
          disabled={busy}
          onClick={() => void separation.remove(model.sha256).catch(failSeparation)}
        >
          Remove <span className="visually-hidden">{model.name}</span>
        </Button>
      )}
    </div>
  );
}

/** One model: what it makes, what it may be used for, how much of it is here. */
export function ModelRow({ model }: { model: NeuralModel }) {
  const kept = useSeparation(({ here }) => here?.find(({ sha256 }) => sha256 === model.sha256));
  const speed = useSeparation(({ memory }) => memory.speeds[model.sha256]);
  const task = useSeparation((state) => (state.task?.sha256 === model.sha256 ? state.task : null));
  return (
    <li className="model-row">
      <div className="model-words">
        <p className="lead">
          <strong>{model.name}</strong> <span className="secondary">better, slower</span>
        </p>
        <p className="row">
          <StemChips stems={model.stems} />
        </p>
        <p className="small secondary">{model.weightsLicence}</p>
        {speed !== undefined && <p className="small secondary">Measured here: {speedWords(speed)}.</p>}
      </div>
      <div className="model-state">
        {task === null ? (
          <>
            <ModelState model={model} kept={kept} />
            <ModelActions model={model} kept={kept} />
          </>
        ) : (
          <TaskBar task={task} name={model.name} />
        )}
      </div>
    </li>
  );
}
