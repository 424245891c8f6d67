import { useState } from 'react';
import type { DisputeItem } from '../../queries/disputes.ts';
import { dayWords } from '../../words/dates.ts';
import { deadline } from '../../words/dispute-words.ts';

/** What is due next, and by when; in red once that is past. */
export function DeadlineNote({ dispute }: { dispute: DisputeItem }) {
  const [now] = useState(() => Date.now());
  const due = deadline(dispute);
  if (due === null)
    return dispute.resolvedAt === null ? null : <span>Over since {dayWords(dispute.resolvedAt)}</span>;
  const late = Date.parse(due.at) <= now;
  return (
    <span className={late ? 'stop strong' : ''}>
      {late ? 'Was due' : due.words} {dayWords(due.at)}
    </span>
  );
}
