import { Modal } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useGrantVersions } from '../../queries/consent.ts';
import { momentWords } from '../../words/dates.ts';
import { versionWords } from '../../words/grant-words.ts';

interface GrantHistoryProps {
  readonly party: string;
  readonly grant: string;
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function Versions({ party, grant }: Pick<GrantHistoryProps, 'party' | 'grant'>) {
  const versions = useGrantVersions(party, grant, true);
  if (versions.isPending) return <div className="hatched history-skeleton" aria-busy="true" />;
  if (versions.isError)
    return <ProblemMessage error={versions.error} onRetry={() => void versions.refetch()} />;
  return (
    <ol className="history">
      {versions.data.map((version, index) => {
        const { happened, changes } = versionWords(version, versions.data[index + 1]);
        return (
          <li key={version.version}>
            <p className="strong">{happened}</p>
            <p className="small tertiary">
              {momentWords(version.createdAt)}
              {version.createdBy === null ? '' : `, ${version.createdBy}`}
            </p>
            {changes.map((change) => (
              <p key={change} className="small secondary">
                {change}
              </p>
            ))}
            {version.reason !== null && <p className="small secondary">“{version.reason}”</p>}
          </li>
        );
      })}
    </ol>
  );
}

/** Everything a grant ever said: what happened, who did it, and what is different since. */
export function GrantHistory({ party, grant, title, opened, onClose }: GrantHistoryProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={`History of ${title}`} size="lg">
      <Versions party={party} grant={grant} />
    </Modal>
  );
}
