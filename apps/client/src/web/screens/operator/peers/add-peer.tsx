import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useProposePeer } from '../../../queries/peers.ts';

/** Asks a server for its keys; the next page confirms them. */
export function AddPeer() {
  const [url, setUrl] = useState('');
  const propose = useProposePeer();
  const navigate = useNavigate();
  return (
    <form
      className="peer-add"
      onSubmit={(event) => {
        event.preventDefault();
        propose.mutate(url.trim(), {
          onSuccess: ({ id }) => void navigate({ to: '/operator/peers/$id', params: { id } }),
        });
      }}
    >
      <TextInput
        label="Address of the server"
        placeholder="https://flipside.example"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      {propose.isError && <ProblemMessage error={propose.error} />}
      <div>
        <Button
          type="submit"
          variant="filled"
          disabled={!/^https?:\/\/\S+$/.test(url.trim())}
          loading={propose.isPending}
        >
          Ask for its keys
        </Button>
      </div>
    </form>
  );
}
