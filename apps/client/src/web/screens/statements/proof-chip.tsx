import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideGlyph, type SideState } from '../../components/side-glyph.tsx';
import { useStatementProof, type StatementProof } from '../../queries/logs.ts';
import type { StatementView } from '../../queries/royalties.ts';
import { formatCount } from '../../words/flip-words.ts';

interface Standing {
  readonly glyph: SideState;
  readonly title: string;
  readonly words: string;
}

const UNCHECKED: Standing = {
  glyph: 'no',
  title: 'Not checked yet',
  words: 'Its fingerprint names these exact lines. Your browser can look whether the public log holds it.',
};

function standingOf(proof: StatementProof | undefined): Standing {
  if (proof === undefined) return UNCHECKED;
  if (proof.kind === 'absent')
    return {
      glyph: 'waiting',
      title: 'Not in the log yet',
      words: 'The public log does not hold this fingerprint. New statements appear there within seconds.',
    };
  if (proof.kind === 'wrong')
    return {
      glyph: 'conflict',
      title: 'Does not match',
      words: `The log’s proof fails: ${proof.message}. Keep this page and tell whoever runs the instance.`,
    };
  return {
    glyph: 'yes',
    title: 'Verified in this browser',
    words: `The fingerprint is leaf ${formatCount(String(proof.index))} of ${formatCount(String(proof.size))} in the public log: nothing in this statement was changed since. Its amounts were not reckoned anew here.`,
  };
}

/** What has been checked about a statement. Nothing is claimed here that this browser did not do. */
export function ProofChip({ statement }: { statement: StatementView }) {
  const check = useStatementProof(statement);
  const { glyph, title, words } = standingOf(check.data);
  return (
    <aside className="proof" aria-labelledby="proof-title">
      <h2 className={glyph === 'conflict' ? 'row lead strong stop' : 'row lead strong'} id="proof-title">
        <SideGlyph recording={glyph} composition={glyph} size={20} />
        {title}
      </h2>
      <p className="secondary" role="status">
        {words}
      </p>
      <dl className="proof-facts small">
        <dt className="secondary">Fingerprint</dt>
        <dd className="mono">{statement.sha256}</dd>
        <dt className="secondary">Lines</dt>
        <dd className="mono">{formatCount(statement.lines)}</dd>
        <dt className="secondary">Tariff</dt>
        <dd>version {statement.tariff.version}</dd>
      </dl>
      {check.error !== null && <ProblemMessage error={check.error} />}
      <div className="row">
        <Button size="sm" loading={check.isPending} onClick={() => check.mutate()}>
          {check.data === undefined ? 'Check it here' : 'Check again'}
        </Button>
        {check.data?.kind === 'verified' ? (
          <Link to="/logs" search={{ log: 'consent', leaf: String(check.data.index) }}>
            See the leaf
          </Link>
        ) : (
          <Link to="/logs">Public logs</Link>
        )}
      </div>
    </aside>
  );
}
