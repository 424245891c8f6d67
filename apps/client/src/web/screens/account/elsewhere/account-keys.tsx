import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useReplaceKeys } from '../../../queries/social-account.ts';
import { dayWords } from '../../../words/dates.ts';

/** Keys that prove to other servers who says something, and replacing them. */
export function AccountKeys({ replacedAt }: { replacedAt: string | null }) {
  const [asking, setAsking] = useState(false);
  const replace = useReplaceKeys();
  const close = () => setAsking(false);
  const confirm = () => replace.mutate(undefined, { onSuccess: close });
  return (
    <div className="elsewhere-part">
      <h3 className="lead">Keys</h3>
      <p className="secondary measure">
        This server signs for you what others hear of you: flips, comments, likes. The keys are kept here,
        sealed, and have nothing to do with the one that signs your recipes on your device.
      </p>
      {replacedAt !== null && (
        <p className="secondary measure">
          Replaced on {dayWords(replacedAt)}. The keys before are shown for a week, so that what is on its way
          still holds.
        </p>
      )}
      <Button onClick={() => setAsking(true)}>Replace keys …</Button>
      <Modal opened={asking} onClose={close} title="Replace your keys?">
        <div className="account-form">
          <p>
            Do this when somebody else may have had them. New ones sign from now on. Nobody has to follow you
            anew, and nothing that you published changes.
          </p>
          {replace.isError && <ProblemMessage error={replace.error} kept="The keys are as before." />}
          <div className="row">
            <Button variant="filled" loading={replace.isPending} onClick={confirm}>
              Replace keys
            </Button>
            <Button variant="subtle" onClick={close}>
              Keep them
            </Button>
          </div>
        </div>
      </Modal>
    </div>
  );
}
