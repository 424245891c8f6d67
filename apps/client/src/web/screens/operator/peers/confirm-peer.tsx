import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useConfirmPeer, type PeerDetail } from '../../../queries/peers.ts';

/** The keys came over the network; that they are right has to be learnt on another way. */
export function ConfirmPeer({ peer }: { peer: PeerDetail }) {
  const [keys, setKeys] = useState('');
  const confirm = useConfirmPeer(peer.id);
  return (
    <form
      className="peer-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(keys);
      }}
    >
      <p>
        Ask the operator of {new URL(peer.url).host} for the fingerprint of its keys, by phone or in person,
        and enter it here. Nothing counts before.
      </p>
      <Textarea
        label="Fingerprint, or both log keys in full"
        autosize
        minRows={2}
        value={keys}
        maxLength={2_000}
        onChange={(event) => setKeys(event.currentTarget.value)}
      />
      {confirm.isError && <ProblemMessage error={confirm.error} />}
      <div>
        <Button type="submit" variant="filled" disabled={keys.trim().length < 8} loading={confirm.isPending}>
          Confirm its keys
        </Button>
      </div>
    </form>
  );
}
