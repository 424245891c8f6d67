import { useState } from 'react';
import { Button } from '@mantine/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { ShowMore } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import { usePartyShares, type ShareItem } from '../../queries/claims.ts';
import type { PartyView } from '../../queries/parties.ts';
import type { User } from '../../queries/session.ts';
import { subjectCode, termsWords } from '../../words/claim-words.ts';
import { Mark, type Tone } from './mark.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { TransfersList } from './transfers-list.tsx';
import './party.css';

function standing({ status, from, to }: ShareItem, now: number): { tone: Tone; word: string } {
  if (status === 'DISPUTED') return { tone: 'no', word: 'Disputed' };
  if (status === 'ENDED' || (to !== null && Date.parse(to) <= now)) return { tone: 'past', word: 'Ended' };
  if (from !== null && Date.parse(from) > now) return { tone: 'waiting', word: 'To come' };
  return { tone: 'yes', word: 'Held' };
}

interface ShareRowProps {
  readonly share: ShareItem;
  readonly mayHandOver: boolean;
  readonly onHandOver: (share: ShareItem) => void;
}

function ShareRow({ share, mayHandOver, onHandOver }: ShareRowProps) {
  const [now] = useState(() => Date.now());
  const { tone, word } = standing(share, now);
  const { subject, side } = share;
  return (
    <li className="party-row">
      <div>
        <p className="row">
          <SideMark side={side === 'MASTER' ? 'A' : 'B'} />
          <strong>{subject.title}</strong>
          <Mark tone={tone}>{word}</Mark>
        </p>
        <p className="small secondary">
          {side === 'MASTER' ? 'Recording' : 'Composition'}{' '}
          <span className="mono">{subjectCode(subject)}</span>, {termsWords(share)}
        </p>
      </div>
      {mayHandOver && (tone === 'yes' || tone === 'waiting') && (
        <Button size="sm" onClick={() => onHandOver(share)} aria-label={`Hand over ${subject.title}`}>
          Hand over
        </Button>
      )}
    </li>
  );
}

/** What the party holds, and what goes from hand to hand. */
export function SharesSection({ party, user }: { party: PartyView; user: User }) {
  const shares = usePartyShares(party.id);
  const [offering, setOffering] = useState<ShareItem | null>(null);
  const items = shares.data?.pages.flatMap((page) => page.items) ?? [];
  const asOperator = user.operator && party.role !== 'OWNER';
  return (
    <>
      <TransfersList party={party} />
      <section className="party-block" aria-labelledby="shares-title">
        <h2 className="heading" id="shares-title">
          Shares
        </h2>
        {shares.isPending && <div className="hatched party-skeleton" aria-busy="true" />}
        {shares.isError && <ProblemMessage error={shares.error} onRetry={() => void shares.refetch()} />}
        {shares.isSuccess && items.length === 0 && (
          <EmptyState>No shares. A proved claim, an import or a transfer brings them.</EmptyState>
        )}
        <ul className="party-list">
          {items.map((share) => (
            <ShareRow
              key={share.id}
              share={share}
              mayHandOver={party.role === 'OWNER' || asOperator}
              onHandOver={setOffering}
            />
          ))}
        </ul>
        <ShowMore pages={shares} />
      </section>
      <TransferDialog share={offering} asOperator={asOperator} onDone={() => setOffering(null)} />
    </>
  );
}
