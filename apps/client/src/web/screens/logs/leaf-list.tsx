import { EmptyState } from '../../components/empty-state.tsx';
import { ShowMore } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useLeaves, type LogLeaf, type PublicLog } from '../../queries/logs.ts';
import { formatCount } from '../../words/flip-words.ts';
import { leafWords } from './leaf-words.ts';

interface LeafRowProps {
  readonly leaf: LogLeaf;
  readonly chosen: boolean;
  readonly onChoose: (leaf: string) => void;
}

function LeafRow({ leaf, chosen, onChoose }: LeafRowProps) {
  const { kind, told } = leafWords(leaf.entry);
  return (
    <li>
      <button
        type="button"
        className="log-row"
        aria-pressed={chosen}
        onClick={() => onChoose(String(leaf.index))}
      >
        <span className="mono tertiary">{formatCount(String(leaf.index))}</span>
        <span className="strong">{kind}</span>
        <span className="mono small secondary ellipsis">{told.join('  ')}</span>
        <time className="small secondary" dateTime={leaf.sequencedAt}>
          {new Date(leaf.sequencedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })}
        </time>
      </button>
    </li>
  );
}

interface LeafListProps {
  readonly log: PublicLog;
  readonly chosen: string | undefined;
  readonly onChoose: (leaf: string) => void;
}

/** The newest leaves of a log. */
export function LeafList({ log, chosen, onChoose }: LeafListProps) {
  const leaves = useLeaves(log.name);
  const items = leaves.data?.pages.flatMap((page) => page.items) ?? [];
  if (leaves.isPending) return <div className="hatched log-list-waiting" aria-busy="true" />;
  if (leaves.isError) return <ProblemMessage error={leaves.error} onRetry={() => void leaves.refetch()} />;
  if (items.length === 0) return <EmptyState>Nothing is logged yet.</EmptyState>;
  return (
    <>
      <ul className="log-list">
        {items.map((leaf) => (
          <LeafRow key={leaf.index} leaf={leaf} chosen={chosen === String(leaf.index)} onChoose={onChoose} />
        ))}
      </ul>
      <ShowMore pages={leaves} />
    </>
  );
}
