import { Money } from '../../components/money.tsx';
import { Paged } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import type { PartyView } from '../../queries/parties.ts';
import { usePartyPayments, usePayee, type PartyPayment } from '../../queries/payouts.ts';
import type { User } from '../../queries/session.ts';
import { dayWords, periodWords } from '../../words/dates.ts';
import { PAYMENT_WORDS, returnWords } from '../../words/payout-words.ts';
import { Mark, type Tone } from './mark.tsx';
import { PayeeAccount } from './payee-account.tsx';
import { PayeeHold } from './payee-hold.tsx';
import { PayeeThresholds } from './payee-thresholds.tsx';
import '../payouts/payouts.css';

const TONES: Record<PartyPayment['state'], Tone> = { SENT: 'waiting', SETTLED: 'yes', RETURNED: 'no' };

function PaymentRow({ payment, party }: { payment: PartyPayment; party: PartyView }) {
  const { state, returnCode } = payment;
  return (
    <tr>
      <th scope="row" className="first">
        {dayWords(payment.sentAt)}
      </th>
      <td className="amount amount-main">
        <Money micros={payment.amountMicros} currency={payment.currency} precision="total" />
      </td>
      <td>
        <Mark tone={TONES[state]}>{PAYMENT_WORDS[state]}</Mark>
      </td>
      <td data-label="For">
        everything until {periodWords(payment.untilPeriod)}
        {payment.party.id !== party.id && `, as ${payment.party.name}`}
      </td>
      <td data-label="To">{payment.account}</td>
      <td className="break">
        {returnCode === null ? '' : `${returnWords(returnCode)} (${returnCode}). It is owed again.`}
      </td>
    </tr>
  );
}

function Payments({ party }: { party: PartyView }) {
  const payments = usePartyPayments(party.id);
  return (
    <section className="party-block" aria-labelledby="payments-title">
      <h2 className="heading" id="payments-title">
        Payments
      </h2>
      <Paged
        pages={payments}
        skeleton="party-skeleton"
        empty="Nothing was paid yet. Payments appear here as soon as they are sent."
      >
        {(items) => (
          <table className="table stack-table">
            <thead>
              <tr>
                <th scope="col">Sent</th>
                <th scope="col" className="amount">
                  Amount
                </th>
                <th scope="col">State</th>
                <th scope="col">For</th>
                <th scope="col">To</th>
                <th scope="col">
                  <span className="visually-hidden">What the bank said</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((payment) => (
                <PaymentRow key={payment.id} payment={payment} party={party} />
              ))}
            </tbody>
          </table>
        )}
      </Paged>
    </section>
  );
}

/** Where the party is paid, from how much on, and what was paid. */
export function PaymentsSection({ party, user }: { party: PartyView; user: User }) {
  const decides = party.role === 'OWNER' || party.role === 'MANAGER';
  const mayKnow = decides || user.operator;
  const payee = usePayee(party.id, mayKnow);
  const mayChange = party.role === 'OWNER' && party.mergedIntoId === null;
  return (
    <>
      {mayKnow && payee.isPending && <div className="hatched party-skeleton" aria-busy="true" />}
      {payee.isError && <ProblemMessage error={payee.error} onRetry={() => void payee.refetch()} />}
      {payee.data && (
        <>
          <PayeeHold party={party} payee={payee.data} asOperator={user.operator} />
          <PayeeAccount party={party} payee={payee.data} mayChange={mayChange} />
          <PayeeThresholds party={party} payee={payee.data} mayChange={mayChange} />
        </>
      )}
      <Payments party={party} />
    </>
  );
}
