import { useEffect, useRef } from 'react';

/** For a button that takes the place of what had the focus: it has the focus when it comes. */
export function useTakenFocus(isTaken = true) {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isTaken) ref.current?.focus();
  }, [isTaken]);
  return ref;
}
