import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useFindElsewhere, type SearchResult } from '../../queries/social.ts';
import { thenGo } from '../../queries/then-go.ts';

/** Finds a producer or a flip of another server. */
export function FindElsewhere() {
  const [words, setWords] = useState('');
  const find = useFindElsewhere();
  const navigate = useNavigate();
  const open = async (found: SearchResult) => {
    if (found.kind === 'actor') await navigate({ to: '/people/$id', params: { id: found.actorId } });
    else if (found.kind === 'flip') await navigate({ to: '/elsewhere/$id', params: { id: found.postId } });
    else if (found.kind === 'producer') await navigate({ to: '/', search: { producer: found.handle } });
    else await navigate({ href: found.path });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void thenGo(find, words.trim(), open);
  };
  return (
    <>
      <form className="social-find" role="search" onSubmit={submit}>
        <TextInput
          label="Find somebody on another server"
          placeholder="@name@server, or an address"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button type="submit" loading={find.isPending} disabled={words.trim().length < 3}>
          Find
        </Button>
      </form>
      {find.isError && <ProblemMessage error={find.error} />}
    </>
  );
}
