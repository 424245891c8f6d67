import { useRef, useState } from 'react';
import { Button, Radio, TextInput } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { usePreviewBulk, type BulkChange, type BulkRequest } from '../../queries/bulk-grants.ts';
import type { CatalogueFilter } from '../../queries/consent.ts';
import { formatCount } from '../../words/flip-words.ts';
import { dayStart } from '../../words/terms-fields.ts';
import { BulkPreview } from './bulk-preview.tsx';
import { BulkTerms, changeOf, NO_TERMS, type BulkTermsDraft } from './bulk-terms.tsx';
import type { Selection } from './selection.ts';

interface BulkPanelProps {
  readonly party: string;
  readonly filter: CatalogueFilter;
  readonly selection: Selection;
  readonly chosen: number;
  readonly readOnly: boolean;
  readonly onDone: () => void;
}

const CHANGES = {
  GRANT: 'Opt in, or change terms',
  BLOCK: 'Allow no flips',
  SUSPEND: 'Suspend',
  RESUME: 'Resume',
  WITHDRAW: 'Withdraw',
} as const;
type ChangeName = keyof typeof CHANGES;

interface Draft {
  readonly what: ChangeName;
  readonly terms: BulkTermsDraft;
  readonly day: string;
  readonly reason: string;
}

/** The API takes so many named subjects at once; whoever needs more narrows the table and takes all that match. */
const MOST_NAMED = 1_000;

function requestOf({ what, terms, day, reason }: Draft): BulkChange {
  const said = reason.trim() === '' ? null : reason.trim();
  switch (what) {
    case 'GRANT':
      return changeOf(terms);
    case 'BLOCK':
      return { kind: 'GRANT', policy: 'BLOCK' };
    case 'SUSPEND':
      return { kind: 'SUSPEND', reason: said };
    case 'RESUME':
      return { kind: 'RESUME' };
    case 'WITHDRAW':
      return { kind: 'WITHDRAW', reason: said, at: dayStart(day) };
  }
}

function selectionOf({ mode, keys }: Selection, filter: CatalogueFilter): BulkRequest['selection'] {
  const subjects = [...keys].map((key) => {
    const [kind, id = ''] = key.split(' ');
    return { kind: kind === 'WORK' ? ('WORK' as const) : ('RECORDING' as const), id };
  });
  return mode === 'SOME' ? { kind: 'SUBJECTS', subjects } : { kind: 'MATCHING', filter, except: subjects };
}

/** Which change, and what belongs to it. */
function ChangeFields({ draft, set }: { draft: Draft; set: (part: Partial<Draft>) => void }) {
  const asksReason = draft.what === 'SUSPEND' || draft.what === 'WITHDRAW';
  return (
    <>
      <Radio.Group
        label="What happens"
        value={draft.what}
        onChange={(value) => set({ what: value in CHANGES ? value : 'GRANT' })}
      >
        {Object.entries(CHANGES).map(([name, words]) => (
          <Radio key={name} value={name} label={words} />
        ))}
      </Radio.Group>
      {draft.what === 'GRANT' && <BulkTerms draft={draft.terms} onChange={(terms) => set({ terms })} />}
      {draft.what === 'WITHDRAW' && (
        <TextInput
          type="date"
          label="From the beginning of this day, UTC"
          description="Empty for at once; a day is announced"
          value={draft.day}
          onChange={(event) => set({ day: event.currentTarget.value })}
        />
      )}
      {asksReason && (
        <TextInput
          label="Why"
          placeholder="May stay empty"
          maxLength={500}
          value={draft.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** What to do with what is chosen; nothing happens before its preview was seen. */
export function BulkPanel({ party, filter, selection, chosen, readOnly, onDone }: BulkPanelProps) {
  const [draft, setDraft] = useState<Draft>({ what: 'GRANT', terms: NO_TERMS, day: '', reason: '' });
  const preview = usePreviewBulk(party);
  const back = useRef(false);
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const tooMany = selection.keys.size > MOST_NAMED;
  const ask = () => preview.mutate({ selection: selectionOf(selection, filter), change: requestOf(draft) });
  if (readOnly) return null;
  if (preview.data !== undefined) {
    return (
      <aside className="bulk panel" aria-label="Preview">
        <BulkPreview
          party={party}
          bulk={preview.data}
          onAgain={ask}
          onClose={(applied) => {
            back.current = true;
            preview.reset();
            if (applied) onDone();
          }}
        />
      </aside>
    );
  }
  return (
    <aside className="bulk panel" aria-label="Change together">
      <h2
        className="heading"
        tabIndex={-1}
        // Who comes back from the preview goes on here, and not at the top of the page.
        ref={(heading) => {
          if (back.current) heading?.focus();
          back.current = false;
        }}
      >
        Change together
      </h2>
      <p className="small secondary">
        {chosen === 0 ? (
          'Choose rows with the space bar or a click; with Shift a whole range.'
        ) : (
          <>
            <span className="mono">{formatCount(String(chosen))}</span> chosen
          </>
        )}
      </p>
      <ChangeFields draft={draft} set={set} />
      {tooMany && (
        <p className="small stop">
          At most {formatCount(String(MOST_NAMED))} can be named one by one. Narrow the table and choose all.
        </p>
      )}
      {preview.isError && <ProblemMessage error={preview.error} kept="Nothing was changed." />}
      <Button
        variant="filled"
        loading={preview.isPending}
        disabled={chosen === 0 || tooMany || !draft.terms.rateIsValid}
        onClick={ask}
      >
        Show what changes
      </Button>
    </aside>
  );
}
