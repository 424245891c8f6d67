import { Link } from '@tanstack/react-router';
import type { ImportView } from '../../queries/imports.ts';
import { momentWords } from '../../words/dates.ts';
import { formatCount } from '../../words/flip-words.ts';
import { FORMAT_WORDS, stateWords } from './import-words.ts';

interface ImportHistoryProps {
  readonly items: readonly ImportView[];
  /** Id of the one that is open. */
  readonly shown: string | undefined;
}

/** What was tried and taken in before. */
export function ImportHistory({ items, shown }: ImportHistoryProps) {
  return (
    <section aria-labelledby="history-title" className="import-history">
      <h2 className="heading" id="history-title">
        Imports
      </h2>
      <table className="table stack-table">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Format</th>
            <th scope="col">When</th>
            <th scope="col">State</th>
            <th scope="col" className="amount">
              New
            </th>
            <th scope="col" className="amount">
              Changed
            </th>
            <th scope="col" className="amount">
              Refused
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id} aria-current={item.id === shown || undefined}>
              <th scope="row" className="first break">
                <Link to="/imports" search={{ party: item.partyId, import: item.id }}>
                  {item.fileName}
                </Link>
              </th>
              <td data-label="Format">{FORMAT_WORDS[item.format]}</td>
              <td data-label="When">{momentWords(item.createdAt)}</td>
              <td data-label="State">
                {stateWords(item)}
                {item.dryRun && item.state !== 'DONE' && ', a trial'}
              </td>
              <td className="amount mono" data-label="New">
                {formatCount(String(item.counts.created))}
              </td>
              <td className="amount mono" data-label="Changed">
                {formatCount(String(item.counts.updated))}
              </td>
              <td className="amount mono" data-label="Refused">
                {formatCount(String(item.counts.rejected))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
