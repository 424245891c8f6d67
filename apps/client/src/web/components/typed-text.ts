import { useState } from 'react';
import { useDebouncedCallback } from '@mantine/hooks';

/** The text as it is typed, and the address a moment later; a change of the address from elsewhere shows in the field. */
export function useTypedText(q: string, onSettled: (text: string) => void) {
  const [typed, setTyped] = useState({ text: q, since: q });
  const text = typed.since === q ? typed.text : q;
  const settle = useDebouncedCallback(onSettled, 250);
  return {
    text,
    setText: (next: string) => {
      setTyped({ text: next, since: q });
      settle(next.trim());
    },
  };
}
