import { useState, type FormEvent } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useMoveAway, useTakeMoveBack, type KnownAs } from '../../../queries/social-account.ts';
import { dayWords } from '../../../words/dates.ts';

function MoveForm({ known, onDone }: { known: KnownAs; onDone: () => void }) {
  const [account, setAccount] = useState('');
  const move = useMoveAway();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    move.mutate(account.trim(), { onSuccess: onDone });
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <p>
        First name <strong className="elsewhere-name">{known.handle}</strong> as an alias of the new account,
        at its own server. Then your followers are sent there, here and elsewhere. They do not come back by
        themselves, and an account moves once in 30 days.
      </p>
      <p className="secondary">Your flips, what they earn and your sign-in stay here.</p>
      <TextInput
        label="The new account"
        placeholder="@name@server"
        autoComplete="off"
        data-autofocus
        value={account}
        onChange={(event) => setAccount(event.currentTarget.value)}
      />
      {move.isError && <ProblemMessage error={move.error} kept="Nobody was told." />}
      <div className="row">
        <Button type="submit" data-danger loading={move.isPending} disabled={account.trim().length < 3}>
          Move followers
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Stay
        </Button>
      </div>
    </form>
  );
}

function Moved({ to, at }: { to: NonNullable<KnownAs['movedTo']>; at: string | null }) {
  const takeBack = useTakeMoveBack();
  return (
    <>
      <p className="measure">
        You moved to{' '}
        <Link to="/people/$id" params={{ id: to.id ?? '' }} className="elsewhere-name">
          @{to.handle}@{to.host}
        </Link>
        {at !== null && ` on ${dayWords(at)}`}. Your page here leads there.
      </p>
      <Button loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
        Lead there no more
      </Button>
      {takeBack.isError && <ProblemMessage error={takeBack.error} />}
    </>
  );
}

/** Goes to another server and takes the followers along. */
export function MoveAccount({ known }: { known: KnownAs }) {
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <div className="elsewhere-part">
      <h3 className="lead">Move away</h3>
      {known.movedTo === null ? (
        <>
          <p className="secondary measure">Send your followers to an account of yours on another server.</p>
          <Button onClick={() => setAsking(true)}>Move followers …</Button>
        </>
      ) : (
        <Moved to={known.movedTo} at={known.movedAt} />
      )}
      <Modal opened={asking} onClose={close} title="Move your followers?">
        {asking && <MoveForm known={known} onDone={close} />}
      </Modal>
    </div>
  );
}
