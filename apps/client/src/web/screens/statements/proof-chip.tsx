import { SideGlyph } from '../../components/side-glyph.tsx';
import type { StatementView } from '../../queries/royalties.ts';
import { formatCount } from '../../words/flip-words.ts';

/** What has been checked about a statement. Nothing is claimed here that this browser did not do. */
export function ProofChip({ statement }: { statement: StatementView }) {
  return (
    <aside className="proof" aria-labelledby="proof-title">
      <h2 className="row lead strong" id="proof-title">
        <SideGlyph recording="no" composition="no" size={20} />
        Not checked yet
      </h2>
      <p className="secondary">
        This statement has not been compared with public evidence. Its fingerprint names these exact lines:
        keep it, and any later change shows.
      </p>
      <dl className="proof-facts small">
        <dt className="secondary">Fingerprint</dt>
        <dd className="mono">{statement.sha256}</dd>
        <dt className="secondary">Lines</dt>
        <dd className="mono">{formatCount(statement.lines)}</dd>
        <dt className="secondary">Tariff</dt>
        <dd>version {statement.tariff.version}</dd>
      </dl>
    </aside>
  );
}
