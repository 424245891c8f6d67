import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { usePeerStep, type PeerDetail, type PeerStep } from '../../../queries/peers.ts';

/** Pausing, going on and removing, each with its reason. */
export function PeerSteps({ peer }: { peer: PeerDetail }) {
  const [reason, setReason] = useState('');
  const step = usePeerStep(peer.id);
  const disabled = reason.trim().length < 3;
  const take = (name: PeerStep) =>
    step.mutate({ step: name, reason: reason.trim() }, { onSuccess: () => setReason('') });
  return (
    <div className="peer-steps">
      <TextInput
        label="Why"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row">
        {peer.state === 'ACTIVE' && (
          <Button disabled={disabled} loading={step.isPending} onClick={() => take('pause')}>
            Pause
          </Button>
        )}
        {peer.state === 'PAUSED' && (
          <Button disabled={disabled} loading={step.isPending} onClick={() => take('resume')}>
            Go on
          </Button>
        )}
        <Button data-danger disabled={disabled} loading={step.isPending} onClick={() => take('remove')}>
          Remove
        </Button>
      </div>
      {step.isError && <ProblemMessage error={step.error} />}
      <p className="secondary small">
        A paused server is not read; what it said holds until its lease ends. Of a removed one everything is
        forgotten but this history.
      </p>
    </div>
  );
}
