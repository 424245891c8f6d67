import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Up and Down go from one track's button to the next one's. */
export function moveBetweenTracks(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const list = event.currentTarget.closest('ul');
  if (step === undefined || list === null) return;
  const tracks = [...list.querySelectorAll<HTMLElement>('[data-track]')];
  const next = tracks[tracks.indexOf(event.currentTarget) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
