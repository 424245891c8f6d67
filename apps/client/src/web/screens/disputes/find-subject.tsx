import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import { useRecording } from '../../queries/credits.ts';
import { isrcOf } from '../../words/isrc.ts';

/** The recording and the compositions in it, each with the way to dispute its shares. */
function Subjects({ isrc }: { isrc: string }) {
  const recording = useRecording(isrc, true);
  if (recording.isPending) return <p aria-busy="true">Looking for it …</p>;
  if (recording.isError)
    return <ProblemMessage error={recording.error} onRetry={() => void recording.refetch()} />;
  const { id, title, artist, works } = recording.data;
  return (
    <ul className="dispute-subjects">
      <li className="row">
        <SideMark side="A" />
        <Link to="/disputes/new" search={{ recording: id }}>
          {title}, the recording by {artist}
        </Link>
      </li>
      {works.map((work) => (
        <li key={work.id} className="row">
          <SideMark side="B" />
          <Link to="/disputes/new" search={{ work: work.id }}>
            {work.title}, the composition
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** How an operator opens a dispute that no party did. */
export function FindSubject() {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const isrc = isrcOf(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(isrc);
  };
  return (
    <details className="dispute-find">
      <summary>Open a dispute</summary>
      <form className="row dispute-find-form" onSubmit={submit}>
        <TextInput
          label="ISRC of the recording"
          placeholder="GB-ABC-26-00001"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={isrc === null}>
          Find it
        </Button>
      </form>
      {asked !== null && <Subjects key={asked} isrc={asked} />}
    </details>
  );
}
