import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { byteWords } from '../../words/byte-words.ts';

const KEY = ['stem-storage'] as const;

/** What finished stems take up on this device, and throwing them out. */
export function StemStorage() {
  const client = useQueryClient();
  const usage = useQuery({
    queryKey: KEY,
    networkMode: 'always',
    queryFn: async () => (await import('../../../engine/storage/device-storage.ts')).storageUsage(),
  });
  const clear = useMutation({
    networkMode: 'always',
    mutationFn: async () => (await import('../../../engine/storage/device-storage.ts')).clearStems(),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <section className="library-section" aria-labelledby="storage-title">
      <div>
        <h2 className="heading" id="storage-title">
          Stems kept here
        </h2>
        <p className="secondary">
          Separated stems are kept so that a flip plays at once next time, offline too. The longest unused go
          first when room gets short.
        </p>
      </div>
      <div className="library-body">
        {usage.isError && <ProblemMessage error={usage.error} onRetry={() => void usage.refetch()} />}
        {clear.isError && <ProblemMessage error={clear.error} />}
        {usage.data && (
          <p className="library-bytes" role="status">
            <span className="mono">{byteWords(usage.data.stemBytes)}</span>
            {usage.data.quotaBytes !== null && (
              <span className="secondary">
                {' '}
                of <span className="mono">{byteWords(usage.data.quotaBytes)}</span> that this browser allows
              </span>
            )}
          </p>
        )}
        <div className="library-actions">
          <Button
            onClick={() => clear.mutate()}
            loading={clear.isPending}
            disabled={usage.data === undefined || usage.data.stemBytes === 0}
          >
            Clear stems
          </Button>
        </div>
      </div>
    </section>
  );
}
