import { useEffect, useState } from 'react';

/**
 * For a dialog that is made anew each time it opens: when it goes away, the focus returns to what had it before. A
 * dialog that stays and is only opened does so by itself.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}
