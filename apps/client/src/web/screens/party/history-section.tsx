import { Paged } from '../../components/paged.tsx';
import { usePartyEvents, type PartyEvent, type PartyView } from '../../queries/parties.ts';
import { momentWords } from '../../words/dates.ts';
import { roleWords } from '../../words/role-words.ts';
import './party.css';

const WORDS: Record<string, string> = {
  MADE: 'Made',
  EDITED: 'Changed',
  MEMBER_SET: 'A member’s role was set',
  MEMBER_REMOVED: 'A member left or was removed',
  INVITED: 'Invited',
  INVITATION_ACCEPTED: 'An invitation was accepted',
  INVITATION_DECLINED: 'An invitation was declined',
  INVITATION_REVOKED: 'An invitation was taken back',
  DOMAIN_ADDED: 'A website was added',
  DOMAIN_CHECKED: 'A website was looked at',
  DOMAIN_CONFIRMED: 'An operator spoke about a website',
  DOMAIN_REMOVED: 'A website was removed',
  VERIFIED: 'Verified by an operator',
  VERIFICATION_ENDED: 'The verification ended',
  MERGED: 'Merged',
  PAYEE_ACCOUNT_ENTERED: 'A bank account was entered',
  PAYEE_ACCOUNT_CHANGED: 'The bank account was changed',
  PAYEE_ACCOUNT_REMOVED: 'The bank account was taken away',
  PAYEE_THRESHOLD_SET: 'The threshold for payments was set',
  PAYOUTS_STOPPED: 'An operator stopped payouts',
  PAYOUTS_RESUMED: 'An operator let payouts go on',
  OWN_CAUSE: 'An operator who acts for it decided about it',
};

const PLAIN = [
  'domain',
  'state',
  'fault',
  'role',
  'handle',
  'reason',
  'fromName',
  'account',
  'currency',
  'decision',
] as const;

/** What of an event is worth a line. */
function detailOf({ kind, detail }: PartyEvent): string {
  if (kind === 'EDITED') return Object.keys((detail['after'] as object | undefined) ?? {}).join(', ');
  return PLAIN.flatMap((key) => {
    const part = detail[key];
    if (typeof part !== 'string') return [];
    return key === 'role' || key === 'state' ? roleWords(part) : part;
  }).join(', ');
}

/** What happened to the party, the newest first. */
export function HistorySection({ party }: { party: PartyView }) {
  const events = usePartyEvents(party.id);
  return (
    <div className="party-block">
      <Paged pages={events} skeleton="party-skeleton" empty="Nothing was noted yet.">
        {(items) => (
          <table className="table stack-table">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">More</th>
                <th scope="col">Who</th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {items.map((event) => (
                <tr key={event.id}>
                  <th scope="row" className="first">
                    {WORDS[event.kind] ?? event.kind}
                  </th>
                  <td className="break">{detailOf(event)}</td>
                  <td>{event.by === null ? '' : `@${event.by}`}</td>
                  <td>{momentWords(event.createdAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Paged>
    </div>
  );
}
