import { useState } from 'react';
import { Button, Modal, Textarea } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useStep, type OwnFlip } from '../../queries/credits.ts';

/** Takes the flip down after saying what that means, or brings it back. */
export function TakeDown({ flip }: { flip: OwnFlip }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const step = useStep();
  if (flip.state === 'REMOVED') return null;
  if (flip.state === 'TAKEN_DOWN') {
    return (
      <>
        <Button
          size="sm"
          loading={step.isPending}
          aria-label={`Bring it back: ${flip.title}`}
          onClick={() => step.mutate({ hash: flip.hash, step: 'bring-back', reason: '' })}
        >
          Bring it back
        </Button>
        {step.isError && <ProblemMessage error={step.error} />}
      </>
    );
  }
  const takeDown = () =>
    step.mutate(
      { hash: flip.hash, step: 'take-down', reason: reason.trim() },
      { onSuccess: () => setOpen(false) },
    );
  return (
    <>
      <Button
        size="sm"
        variant="subtle"
        data-danger
        onClick={() => setOpen(true)}
        aria-label={`Take it down: ${flip.title}`}
      >
        Take it down
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={`Take ${flip.title} down?`}>
        <div className="derivative-dialog">
          <p>
            Nothing plays from it any more, and its link says that you took it down. Flips that others made
            from it stay. Plays that were counted stay counted and are paid. You can bring it back.
          </p>
          <Textarea
            label="Why, for whoever opens the link"
            description="May stay empty"
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {step.isError && <ProblemMessage error={step.error} />}
          <div className="row">
            <Button data-danger loading={step.isPending} onClick={takeDown}>
              Take it down
            </Button>
            <Button variant="subtle" onClick={() => setOpen(false)}>
              Leave it
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
