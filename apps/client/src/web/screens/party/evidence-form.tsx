import { useState, type FormEvent } from 'react';
import { Button, Textarea } from '@mantine/core';
import { linesOf } from './percent.ts';
import './party.css';

interface EvidenceFormProps {
  readonly label: string;
  readonly action: string;
  readonly busy: boolean;
  readonly filled?: boolean;
  readonly onSend: (evidence: { text: string; links: string[] }) => void;
}

/** Words and links. Nothing is uploaded. */
export function EvidenceForm({ label, action, busy, filled = false, onSend }: EvidenceFormProps) {
  const [text, setText] = useState('');
  const [links, setLinks] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend({ text: text.trim(), links: linesOf(links) });
    setText('');
    setLinks('');
  };
  return (
    <form className="party-form" onSubmit={submit}>
      <Textarea
        label={label}
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Textarea
        label="Links, one a line, optional"
        placeholder="https://"
        autosize
        minRows={1}
        value={links}
        onChange={(event) => setLinks(event.currentTarget.value)}
      />
      <div>
        <Button
          type="submit"
          {...(filled && { variant: 'filled' })}
          loading={busy}
          disabled={text.trim() === ''}
        >
          {action}
        </Button>
      </div>
    </form>
  );
}
