import { useState } from 'react';
import { Button } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import { Paged } from '../../components/paged.tsx';
import {
  importReportHref,
  useImportRows,
  type ImportFilter,
  type ImportReportRow,
  type ImportView,
} from '../../queries/imports.ts';
import { FILTER_WORDS, filterCount, OUTCOME_WORDS } from './import-words.ts';

function ReportRow({ row }: { row: ImportReportRow }) {
  return (
    <tr>
      <td className="mono" data-label="Line">
        {row.line}
      </td>
      <td data-label="Result" className={row.outcome === 'REJECTED' ? 'stop' : undefined}>
        {OUTCOME_WORDS[row.outcome]}
      </td>
      <th scope="row" className="first break">
        {row.title || row.key}
        <span className="small tertiary mono import-row-id">{row.identifier ?? row.key}</span>
      </th>
      <td {...(row.field !== null && { 'data-label': 'Field' })} className="mono small">
        {row.field ?? ''}
      </td>
      <td className="break import-reason">
        {row.reason}
        {row.code !== null && <span className="small tertiary mono import-row-id">{row.code}</span>}
      </td>
    </tr>
  );
}

/** What became of each recording, work and release. */
export function ImportReport({ shown }: { shown: ImportView }) {
  const [filter, setFilter] = useState<ImportFilter>('PROBLEMS');
  const rows = useImportRows(shown.id, filter, shown.done);
  return (
    <div className="import-report">
      <div className="import-filter" role="group" aria-label="Which lines of the report">
        {FILTER_WORDS.map(([value, words]) => (
          <Button
            key={value}
            size="sm"
            variant={filter === value ? 'outline' : 'subtle'}
            aria-pressed={filter === value}
            onClick={() => setFilter(value)}
          >
            {words}
            {filterCount(shown, value) !== null && (
              <>
                {' '}
                <span className="mono">{filterCount(shown, value)}</span>
              </>
            )}
          </Button>
        ))}
        <span className="spacer" />
        <Button
          component="a"
          size="sm"
          variant="subtle"
          href={importReportHref(shown.id, filter)}
          download
          leftSection={<Icon name="download" />}
        >
          Report as CSV
        </Button>
      </div>
      <Paged
        pages={rows}
        skeleton="import-report-skeleton"
        empty={filter === 'PROBLEMS' ? 'No problems.' : 'No such lines.'}
      >
        {(items) => (
          <table className="table stack-table import-table">
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col">Result</th>
                <th scope="col">What</th>
                <th scope="col">Field</th>
                <th scope="col">Reason</th>
              </tr>
            </thead>
            <tbody>
              {items.map((row) => (
                <ReportRow
                  key={`${row.kind} ${row.key} ${row.line} ${row.code ?? ''} ${row.field ?? ''}`}
                  row={row}
                />
              ))}
            </tbody>
          </table>
        )}
      </Paged>
    </div>
  );
}
