import { Button, Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatPpm } from '../../components/micros.ts';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideGlyph, type SideState } from '../../components/side-glyph.tsx';
import { useLineProof, type LineProof } from '../../queries/logs.ts';
import type { StatementLine, StatementView } from '../../queries/royalties.ts';
import { periodWords } from '../../words/dates.ts';
import { formatCount } from '../../words/flip-words.ts';
import { territoryName } from '../../words/territories.ts';
import { LookAtPlays } from './look-at-plays.tsx';
import { SIDE_WORDS } from './side-words.ts';

interface Verdict {
  readonly glyph: SideState;
  readonly title: string;
  readonly words: string;
}

const UNCHECKED: Verdict = {
  glyph: 'no',
  title: 'Not checked yet',
  words:
    'Your browser can read the frozen statement, look for this very line in it, and ask the public log for it.',
};

function verdictOf(proof: LineProof | undefined): Verdict {
  if (proof === undefined) return UNCHECKED;
  if (proof.kind === 'too-long')
    return {
      glyph: 'waiting',
      title: 'Too long to check here',
      words:
        'This statement has more lines than a browser should read. The command line checks it: flipside verify statement.',
    };
  if (proof.kind === 'not-stated')
    return {
      glyph: 'conflict',
      title: 'Does not match',
      words:
        'The frozen statement does not hold this line as it is shown here. Keep this page and tell whoever runs the instance.',
    };
  const { statement } = proof;
  if (statement.kind === 'verified')
    return {
      glyph: 'yes',
      title: 'Line verified in this browser',
      words: `This very line stands in the frozen statement, and its fingerprint is leaf ${formatCount(String(statement.index))} of ${formatCount(String(statement.size))} in the public log.`,
    };
  return statement.kind === 'absent'
    ? {
        glyph: 'waiting',
        title: 'Not in the log yet',
        words:
          'The line stands in the frozen statement. The public log does not hold its fingerprint yet; new statements appear there within seconds.',
      }
    : {
        glyph: 'conflict',
        title: 'Does not match',
        words: `The log’s proof fails: ${statement.message}. Keep this page and tell whoever runs the instance.`,
      };
}

const short = (hash: string): string => `${hash.slice(0, 10)}…${hash.slice(-6)}`;

/** From the line to the root that the log signed. */
function Path({ proof }: { proof: LineProof }) {
  if (proof.kind !== 'stated' || proof.statement.kind !== 'verified') return null;
  const { path, root, index } = proof.statement;
  return (
    <>
      <ol className="proof-path mono small">
        <li>this line</li>
        <li>this statement, leaf {formatCount(String(index))}</li>
        {path.map((hash) => (
          <li key={hash}>with {short(hash)}</li>
        ))}
        <li>root {short(root)}</li>
      </ol>
      <Link to="/logs" search={{ log: 'consent', leaf: String(index) }}>
        See the leaf
      </Link>
    </>
  );
}

function Facts({ line, statement }: { line: StatementLine; statement: StatementView }) {
  const rows = [
    ['Side', SIDE_WORDS[line.side]],
    ['Territory', territoryName(line.territory)],
    ['Heard in', periodWords(line.originPeriod ?? statement.period)],
    ['Counted plays', formatCount(line.plays)],
    ...(line.side === 'REMIXER' ? [] : [['Usage share', formatPpm(line.usagePpm)]]),
    ['Your share', formatPpm(line.sharePpm)],
    ['Tariff', line.tariff],
  ];
  return (
    <dl className="statement-movements">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono">{value}</dd>
        </div>
      ))}
      <div>
        <dt>Amount</dt>
        <dd>
          <Money micros={line.amountMicros} currency={statement.currency} precision="play" />
        </dd>
      </div>
    </dl>
  );
}

function Evidence({ line, statement }: { line: StatementLine; statement: StatementView }) {
  const check = useLineProof(statement);
  const { glyph, title, words } = verdictOf(check.data);
  return (
    <div className="evidence">
      <Facts line={line} statement={statement} />
      <h3 className={glyph === 'conflict' ? 'row lead strong stop' : 'row lead strong'}>
        <SideGlyph recording={glyph} composition={glyph} size={20} />
        {title}
      </h3>
      <p className="secondary" role="status">
        {words}
      </p>
      {check.data && <Path proof={check.data} />}
      {check.error !== null && <ProblemMessage error={check.error} />}
      <Button variant="filled" loading={check.isPending} onClick={() => check.mutate(line)}>
        {check.data === undefined ? 'Check this line' : 'Check again'}
      </Button>
      <LookAtPlays line={line} statement={statement} />
      <h3 className="label">Credits of the flip</h3>
      <p className="small secondary evidence-credits">{line.credits.text}</p>
    </div>
  );
}

/** What a line rests on, and whether it is what was frozen and logged. */
export function LineEvidence({
  line,
  statement,
  onClose,
}: {
  line: StatementLine | null;
  statement: StatementView;
  onClose: () => void;
}) {
  return (
    <Modal opened={line !== null} onClose={onClose} title={line?.title ?? ''} size="lg">
      {line && <Evidence key={line.position} line={line} statement={statement} />}
    </Modal>
  );
}
