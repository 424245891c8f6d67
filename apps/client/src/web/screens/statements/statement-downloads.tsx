import { Button, Menu } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import type { StatementView } from '../../queries/royalties.ts';

type Format = StatementView['formats'][number];

const FORMATS: readonly { format: Format; path: string; name: string; words: string }[] = [
  { format: 'pdf', path: 'export.pdf', name: 'PDF', words: 'A summary to read, print or file' },
  { format: 'csv', path: 'export.csv', name: 'CSV', words: 'Every line, for a spreadsheet' },
  { format: 'json', path: 'document', name: 'JSON', words: 'The frozen statement itself' },
  {
    format: 'dsr',
    path: 'export.dsr.tsv',
    name: 'DDEX royalty report',
    words: 'RoyaltyReporting 1.0.1, for rights systems',
  },
  {
    format: 'ugc',
    path: 'export.ugc.tsv',
    name: 'DDEX remix report',
    words: 'UgcProfile 1.2, for societies',
  },
];

/** Every format of a statement; what this instance cannot write says why. */
export function StatementDownloads({ statement }: { statement: StatementView }) {
  const canWrite = (format: Format) => statement.formats.includes(format);
  return (
    <Menu position="bottom-end" width={280} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button leftSection={<Icon name="download" />} rightSection={<Icon name="chevron-down" />}>
          Download
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ format, path, name, words }) =>
          canWrite(format) ? (
            <Menu.Item
              key={format}
              component="a"
              href={`/api/royalties/statements/${statement.id}/${path}`}
              download
            >
              {name}
              <span className="small secondary statement-format">{words}</span>
            </Menu.Item>
          ) : (
            <Menu.Item key={format} disabled>
              {name}
              <span className="small statement-format">
                Not here: whoever runs this instance has no DDEX party id
              </span>
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
