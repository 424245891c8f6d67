import { useId, useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import type { NeuralModel } from '../../../../engine/separation/registry.ts';
import { byteWords } from '../../../words/byte-words.ts';

interface LicenceNoticeProps {
  readonly model: NeuralModel;
  readonly onAgree: () => void;
  readonly onCancel: () => void;
}

/** What the weights may be used for. It must be agreed to before anything is fetched. */
export function LicenceNotice({ model, onAgree, onCancel }: LicenceNoticeProps) {
  const [agreed, setAgreed] = useState(false);
  const title = useId();
  const { download } = model;
  return (
    <div className="model-licence" role="group" aria-labelledby={title}>
      <p className="strong" id={title}>
        Before you download {model.name}
      </p>
      <p>
        Its weights are not Flipside’s. {model.weightsLicence}
        {download !== null && (
          <span className="secondary">
            {' '}
            They come from <span className="mono">{new URL(download.url).host}</span>,{' '}
            <span className="mono">{byteWords(download.bytes)}</span>.
          </span>
        )}
      </p>
      <Checkbox
        label="I will use it within this licence"
        checked={agreed}
        onChange={(event) => setAgreed(event.currentTarget.checked)}
      />
      <div className="library-actions">
        <Button disabled={!agreed} onClick={onAgree}>
          Agree and download
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          Not now
        </Button>
      </div>
    </div>
  );
}
