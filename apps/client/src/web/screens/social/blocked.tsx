import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useBlock, useBlocks, useUnblock } from '../../queries/social.ts';

/** `https://music.example/@name` and `@name@music.example` are of `music.example`. */
function hostIn(words: string): string {
  const text = words.trim().toLowerCase();
  return URL.parse(text)?.host ?? text.slice(text.lastIndexOf('@') + 1);
}

function BlockServer() {
  const [words, setWords] = useState('');
  const block = useBlock();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    block.mutate({ host: hostIn(words) }, { onSuccess: () => setWords('') });
  };
  return (
    <>
      <form className="social-find" onSubmit={submit}>
        <TextInput
          label="Block a whole server, for yourself"
          description="Nobody there follows you or says anything about your flips, and you follow nobody there."
          placeholder="music.example"
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button type="submit" loading={block.isPending} disabled={hostIn(words).length < 3}>
          Block server
        </Button>
      </form>
      {block.isError && <ProblemMessage error={block.error} kept="Nothing is blocked by it." />}
    </>
  );
}

/** People and servers that the user does not want to hear of. */
export function Blocked() {
  const blocks = useBlocks();
  const unblock = useUnblock();
  return (
    <>
      <BlockServer />
      {blocks.isPending && <div className="hatched social-skeleton" aria-busy="true" />}
      {blocks.isError && <ProblemMessage error={blocks.error} onRetry={() => void blocks.refetch()} />}
      {unblock.isError && <ProblemMessage error={unblock.error} />}
      {blocks.data?.length === 0 && (
        <EmptyState>
          You block nobody. Whom you block does not follow you, and says nothing about your flips.
        </EmptyState>
      )}
      <ul className="social-list">
        {blocks.data?.map(({ id, actor, host }) => {
          const name = actor === null ? (host ?? '') : `@${actor.handle}@${actor.host}`;
          return (
            <li key={id}>
              <span className="ellipsis">
                {name} {actor === null && <span className="small secondary">everybody there</span>}
              </span>
              <Button size="sm" aria-label={`Unblock ${name}`} onClick={() => unblock.mutate(id)}>
                Unblock
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
