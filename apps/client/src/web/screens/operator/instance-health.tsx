import { useQuery } from '@tanstack/react-query';
import { Icon } from '../../components/icon.tsx';

const EVERY_MS = 15_000;

interface Probe {
  readonly ok: boolean;
  readonly ms: number;
}

/** Asks one probe of the instance. Any answer is a result; only silence is an error. */
async function probe(path: string): Promise<Probe> {
  const started = performance.now();
  const response = await fetch(path, { cache: 'no-store' });
  await response.arrayBuffer();
  return { ok: response.ok, ms: Math.round(performance.now() - started) };
}

function useProbe(path: string) {
  return useQuery({
    queryKey: ['probe', path],
    queryFn: () => probe(path),
    refetchInterval: EVERY_MS,
    retry: false,
  });
}

function ProbeState({ name, path }: { name: string; path: string }) {
  const { data, isError } = useProbe(path);
  const bad = isError || data?.ok === false;
  return (
    <div>
      <dt className="label">{name}</dt>
      <dd className={`operator-value row${bad ? ' stop' : ''}`}>
        {data?.ok && <Icon name="check" />}
        {bad ? 'No' : data === undefined ? 'Asking' : 'Yes'}
        {data !== undefined && <span className="small mono secondary">{data.ms} ms</span>}
      </dd>
    </div>
  );
}

/** Whether the instance answers, and whether it can do its work. */
export function InstanceHealth() {
  return (
    <section className="operator-section" aria-labelledby="health-title">
      <h2 className="heading" id="health-title">
        Health
      </h2>
      <dl className="operator-facts" aria-live="polite">
        <ProbeState name="Answers" path="/api/health" />
        <ProbeState name="Database and queue ready" path="/api/health/ready" />
      </dl>
    </section>
  );
}
