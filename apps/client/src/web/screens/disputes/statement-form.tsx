import { useState, type ReactNode } from 'react';
import { Button, Textarea } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';

const MOST_LINKS = 10;

export interface Said {
  readonly text: string;
  readonly evidence: string[];
}

/** Each line an address; the first that is none is told. */
export function readLinks(text: string): { readonly links: string[]; readonly fault: string | null } {
  const links = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const bad = links.find((line) => !URL.canParse(line) || new URL(line).protocol !== 'https:');
  if (bad !== undefined) return { links, fault: `“${bad}” is not an https address.` };
  return { links, fault: links.length > MOST_LINKS ? `Ten links at most; these are ${links.length}.` : null };
}

interface StatementFormProps {
  /** What one is asked to say. */
  readonly label: string;
  readonly submit: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  /** Something else on the screen is the next step. */
  readonly quiet?: boolean;
  /** Something else is not ready yet. */
  readonly blocked?: boolean;
  /** Above the words: a split, a choice. */
  readonly children?: ReactNode;
  readonly onSubmit: (said: Said) => void;
  readonly onCancel?: () => void;
}

/** Words and links, for everything that is put on record. */
export function StatementForm(props: StatementFormProps) {
  const {
    label,
    submit,
    danger = false,
    busy,
    error,
    blocked = false,
    quiet = false,
    children,
    onSubmit,
    onCancel,
  } = props;
  const [text, setText] = useState('');
  const [addresses, setAddresses] = useState('');
  const { links, fault } = readLinks(addresses);
  return (
    <form
      className="dispute-form panel"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ text: text.trim(), evidence: links });
      }}
    >
      {children}
      <Textarea
        label={label}
        required
        autosize
        minRows={3}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Textarea
        label="Links to evidence, one a line"
        description="Addresses only. Nothing is uploaded; whoever reads the dispute opens them."
        placeholder="https://"
        autosize
        minRows={2}
        value={addresses}
        error={fault}
        onChange={(event) => setAddresses(event.currentTarget.value)}
      />
      {error !== null && <ProblemMessage error={error} />}
      <div className="row">
        <Button
          type="submit"
          loading={busy}
          disabled={text.trim() === '' || fault !== null || blocked}
          {...(danger ? { 'data-danger': true } : quiet ? {} : { variant: 'filled' })}
        >
          {submit}
        </Button>
        {onCancel !== undefined && (
          <Button variant="subtle" onClick={onCancel}>
            Not now
          </Button>
        )}
      </div>
    </form>
  );
}
