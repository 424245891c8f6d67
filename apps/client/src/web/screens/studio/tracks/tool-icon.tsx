const PATHS = {
  select: 'm4 2.500 8 5-3.700 1 2 4.200-1.800.800-2-4.200L4 12z',
  cut: 'M5.500 10.500 13 3M5.500 5.500 13 13M5.500 4a1.750 1.750 0 1 1-3.500 0 1.750 1.750 0 0 1 3.500 0ZM5.500 12a1.750 1.750 0 1 1-3.500 0 1.750 1.750 0 0 1 3.500 0Z',
  fade: 'M2.500 13C8 13 6 3 13.500 3v10z',
  automate: 'M2 12 5.500 5l4 6L14 3.500',
  start: 'M4 3v10M13 3.500 6.500 8l6.500 4.500z',
  stop: 'M4 4h8v8H4z',
  metronome: 'M5.500 2.500h5l2.500 11H3zM8 10.500l4-6.500',
  undo: 'M5.500 3 2.500 6l3 3M2.500 6h7a3.750 3.750 0 0 1 0 7.500H6',
  redo: 'm10.500 3 3 3-3 3M13.500 6h-7a3.750 3.750 0 0 0 0 7.500H10',
} as const;

export type ToolIconName = keyof typeof PATHS;

/** Marks that only the studio needs, drawn as the others are: 16 px, one stroke. */
export function ToolIcon({ name }: { name: ToolIconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={16} height={16} aria-hidden="true" focusable="false">
      <path d={PATHS[name]} className={name === 'stop' ? 'icon-fill' : 'icon-line'} />
    </svg>
  );
}
