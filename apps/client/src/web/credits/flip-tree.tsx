import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Duration } from '../components/duration.tsx';
import { ProblemMessage } from '../components/problem-message.tsx';
import { printOfPermille } from '../components/recipe-print-shape.ts';
import { RecipePrint } from '../components/recipe-print.tsx';
import { StateBadge } from '../components/state-badge.tsx';
import { useTree, type TreeNode } from '../queries/credits.ts';
import { branchesOf, oldestFirst, type Branch } from './tree-order.ts';
import './flip-tree.css';

/** What this step brought in that its parents did not have. */
function Added({ node }: { node: TreeNode }) {
  if (node.adds.length === 0)
    return <p className="small secondary">Uses only what was there, and adds no recording.</p>;
  return (
    <p className="small secondary">
      Adds{' '}
      {node.adds.map(({ isrc, title, artist, usageMs }, index) => (
        <span key={isrc}>
          {index > 0 && ', '}
          {title} by {artist} (<Duration ms={usageMs} />)
        </span>
      ))}
    </p>
  );
}

function Step({ node, current = false }: { node: TreeNode; current?: boolean }) {
  return (
    <div className="tree-step" aria-current={current ? 'true' : undefined}>
      <div className="tree-print">
        <RecipePrint shape={printOfPermille(node.print)} faint={node.state !== 'PUBLISHED'} />
      </div>
      <div className="tree-words">
        <p>
          {current ? (
            <strong>{node.title}</strong>
          ) : (
            <Link to="/r/$code" params={{ code: node.code }} className="strong">
              {node.title}
            </Link>
          )}{' '}
          <span className="secondary">by {node.producer.displayName}</span>{' '}
          {node.state !== 'PUBLISHED' && <StateBadge state={node.state} />}
        </p>
        {node.stateReason !== null && <p className="small secondary">{node.stateReason}</p>}
        <Added node={node} />
      </div>
    </div>
  );
}

function Branches({ branches }: { branches: readonly Branch[] }) {
  return (
    <ul className="tree-branches">
      {branches.map(({ node, below }) => (
        <li key={node.hash}>
          <Step node={node} />
          {below.length > 0 && <Branches branches={below} />}
          {below.length === 0 && node.children !== '0' && (
            <p className="small tree-further">
              <Link to="/r/$code" params={{ code: node.code }}>
                {node.children === '1' ? 'One flip more' : `${node.children} flips more`}
              </Link>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Ancestors({ nodes, unknown }: { nodes: readonly TreeNode[]; unknown: number }) {
  return (
    <>
      {unknown > 0 && (
        <p className="small secondary">
          {unknown === 1 ? 'One flip' : `${unknown} flips`} of this line {unknown === 1 ? 'was' : 'were'}{' '}
          never published here.
        </p>
      )}
      {nodes.length > 0 && (
        <ol className="tree-line">
          {nodes.map((node) => (
            <li key={node.hash}>
              <Step node={node} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** Everything a flip was made from and everything made from it: who added what, step by step. */
export function FlipTree({ hash }: { hash: string }) {
  const tree = useTree(hash);
  if (tree.isPending) return <div className="hatched tree-skeleton" aria-busy="true" />;
  if (tree.isError) return <ProblemMessage error={tree.error} onRetry={() => void tree.refetch()} />;
  const [first] = tree.data.pages;
  if (first === undefined) return null;
  const branches = branchesOf(
    hash,
    tree.data.pages.flatMap(({ descendants }) => descendants),
  );
  return (
    <div className="tree">
      <Ancestors nodes={oldestFirst(first.ancestors)} unknown={first.unknown.length} />
      <Step node={first.root} current />
      {branches.length > 0 && <Branches branches={branches} />}
      {branches.length === 0 && first.ancestors.length === 0 && (
        <p className="small secondary">Made from recordings alone, and nobody has flipped it yet.</p>
      )}
      {tree.hasNextPage && (
        <Button size="sm" onClick={() => void tree.fetchNextPage()} loading={tree.isFetchingNextPage}>
          More flips of it
        </Button>
      )}
    </div>
  );
}
