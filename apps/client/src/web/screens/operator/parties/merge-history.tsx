import { useState } from 'react';
import { Button } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ShowMore } from '../../../components/paged.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useMergeItems, useMerges, type Merge, type MergeItem } from '../../../queries/parties.ts';
import { momentWords } from '../../../words/dates.ts';

const KINDS: Record<MergeItem['kind'], string> = {
  SHARE: 'Share',
  CONTRIBUTOR: 'Credited role',
  MEMBER: 'Member',
  IDENTIFIER: 'Identifier',
  CLAIM: 'Claim',
  TRANSFER: 'Transfer',
  INVITATION: 'Invitation',
  IMPORTED_KEY: 'Name in an importer’s files',
  TAX: 'Rate of tax',
};

const detailOf = ({ detail }: MergeItem): string =>
  Object.entries(detail)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');

function Items({ merge }: { merge: string }) {
  const items = useMergeItems(merge);
  if (items.isPending) return <div className="hatched party-skeleton" aria-busy="true" />;
  if (items.isError) return <ProblemMessage error={items.error} onRetry={() => void items.refetch()} />;
  return (
    <>
      <ul className="party-list">
        {items.data.pages
          .flatMap((page) => page.items)
          .map((item) => (
            <li key={item.position} className="party-row small">
              <span>
                {KINDS[item.kind]} {item.title !== null && <strong>{item.title}</strong>}
              </span>
              <span className="secondary">{detailOf(item)}</span>
            </li>
          ))}
      </ul>
      <ShowMore pages={items} />
    </>
  );
}

function MergeRow({ merge }: { merge: Merge }) {
  const [open, setOpen] = useState(false);
  return (
    <li className="party-row">
      <div>
        <strong>
          {merge.from.name} into {merge.into.name}
        </strong>
        <p className="small secondary">
          {momentWords(merge.createdAt)}: {merge.reason}
        </p>
      </div>
      <Button
        variant="subtle"
        size="sm"
        aria-expanded={open}
        aria-label={`What moved, from ${merge.from.name}`}
        onClick={() => setOpen(!open)}
      >
        What moved
      </Button>
      {open && (
        <div style={{ flexBasis: '100%' }}>
          <Items merge={merge.id} />
        </div>
      )}
    </li>
  );
}

/** Every merge of a party, with exactly what moved. */
export function MergeHistory({ party }: { party: string }) {
  const merges = useMerges(party);
  if (merges.isPending) return <div className="hatched party-skeleton" aria-busy="true" />;
  if (merges.isError) return <ProblemMessage error={merges.error} onRetry={() => void merges.refetch()} />;
  if (merges.data.length === 0) return <EmptyState>It was never merged with another.</EmptyState>;
  return (
    <ul className="party-list">
      {merges.data.map((merge) => (
        <MergeRow key={merge.id} merge={merge} />
      ))}
    </ul>
  );
}
