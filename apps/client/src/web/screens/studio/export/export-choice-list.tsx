import { Radio } from '@mantine/core';
import type { ExportKind, ExportOutlook } from '../../../../engine/workers/recipe-export.ts';
import { EXPORT_CHOICES, isTooLarge, sizeWords } from './export-words.ts';

interface ExportChoiceListProps {
  readonly outlook: ExportOutlook | null;
  readonly value: ExportKind;
  readonly onChange: (kind: ExportKind) => void;
}

/** What a flip can be exported as, what each is good for and about how large it gets. */
export function ExportChoiceList({ outlook, value, onChange }: ExportChoiceListProps) {
  return (
    <Radio.Group
      aria-label="Export as"
      value={value}
      onChange={(chosen) => {
        const choice = EXPORT_CHOICES.find(({ kind }) => kind === chosen);
        if (choice !== undefined) onChange(choice.kind);
      }}
    >
      <div className="export-choices">
        {EXPORT_CHOICES.map(({ kind, name, goodFor }) => (
          <Radio
            key={kind}
            value={kind}
            classNames={{ body: 'export-choice', labelWrapper: 'export-choice-words' }}
            disabled={outlook !== null && isTooLarge(kind, outlook)}
            {...(kind === value && { 'data-autofocus': true })}
            label={
              <span className="export-choice-name">
                {name}
                <span className="mono small secondary">
                  {outlook === null ? '…' : sizeWords(kind, outlook)}
                </span>
              </span>
            }
            description={goodFor}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
