import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import type { PartyView } from '../../queries/parties.ts';
import { useRemoveAccount, type PayeeView } from '../../queries/payouts.ts';
import { dayWords, isToCome, momentWords } from '../../words/dates.ts';
import { territoryName } from '../../words/territories.ts';
import { AccountForm } from './account-form.tsx';
import { Section } from './section.tsx';

interface PayeeAccountProps {
  readonly party: PartyView;
  readonly payee: PayeeView;
  readonly mayChange: boolean;
}

function Shown({ account }: { account: NonNullable<PayeeView['account']> }) {
  return (
    <>
      <p>
        <span className="mono strong nowrap">{account.masked}</span>, {territoryName(account.country)}
        {!account.isSepa && ', outside SEPA'}
      </p>
      <p className="small secondary">
        Entered {dayWords(account.createdAt)}
        {account.enteredBy !== null && ` by ${account.enteredBy}`}. The whole number is kept sealed and is not
        shown again.
      </p>
      {isToCome(account.payableFrom) && (
        <p className="payout-notice">
          The account was changed. To keep your money safe it is paid to from{' '}
          <strong>{momentWords(account.payableFrom)}</strong> on.
        </p>
      )}
    </>
  );
}

function RemoveDialog({ party, opened, onDone }: { party: PartyView; opened: boolean; onDone: () => void }) {
  const remove = useRemoveAccount(party.id);
  return (
    <Modal opened={opened} onClose={onDone} title="Take this account away?">
      <div className="party-dialog">
        <p>
          Nothing is paid to {party.name} until an account is entered again. What is owed stays owed. An
          account that is entered later waits like a changed one.
        </p>
        {remove.isError && <ProblemMessage error={remove.error} />}
        <div className="row">
          <Button
            data-danger
            loading={remove.isPending}
            onClick={() => remove.mutate(undefined, { onSuccess: onDone })}
          >
            Take it away
          </Button>
          <Button variant="subtle" onClick={onDone}>
            Keep it
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** The account that the party is paid to, by the ends of its number. */
export function PayeeAccount({ party, payee, mayChange }: PayeeAccountProps) {
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { account, coolingOffDays } = payee;
  const isFirst = account === null;
  return (
    <Section title="Bank account">
      <div className="payout-account">
        {account !== null && <Shown account={account} />}
        {isFirst && !editing && (
          <p>
            {party.name} has no bank account yet. What it earns is kept for it until{' '}
            {mayChange ? 'you enter one.' : 'an owner enters one.'}
          </p>
        )}
        {mayChange && !editing && (
          <div className="party-actions">
            <Button variant={isFirst ? 'filled' : 'default'} onClick={() => setEditing(true)}>
              {isFirst ? 'Enter a bank account' : 'Change the account'}
            </Button>
            {!isFirst && (
              <Button variant="subtle" data-danger onClick={() => setRemoving(true)}>
                Take it away
              </Button>
            )}
          </div>
        )}
        {editing && (
          <AccountForm
            party={party}
            note={
              isFirst || coolingOffDays === 0
                ? 'Every owner and manager is told.'
                : `Every owner and manager is told, and the new account is paid to after ${coolingOffDays} ${coolingOffDays === 1 ? 'day' : 'days'}.`
            }
            onDone={() => setEditing(false)}
          />
        )}
        <RemoveDialog party={party} opened={removing} onDone={() => setRemoving(false)} />
      </div>
    </Section>
  );
}
