import './icon.css';

const PATHS = {
  play: ['fill', 'M4 2.5v11l9-5.5z'],
  pause: ['fill', 'M4 3h3v10H4zM9 3h3v10H9z'],
  check: ['line', 'M3 8.5 6.5 12 13 4.5'],
  close: ['line', 'm4 4 8 8M12 4l-8 8'],
  download: ['line', 'M8 2v8.5M4.5 7.5 8 11l3.5-3.5M2.5 13.75h11'],
  'chevron-down': ['line', 'm4.5 6.5 3.5 3.5 3.5-3.5'],
  'chevron-right': ['line', 'M6.5 4.5 10 8l-3.5 3.5'],
  'chevron-left': ['line', 'M9.5 4.5 6 8l3.5 3.5'],
  search: ['line', 'M11.25 7a4.25 4.25 0 1 1-8.5 0 4.25 4.25 0 0 1 8.5 0ZM10.5 10.5l3 3'],
  loop: [
    'line',
    'M3 9V7a2.5 2.5 0 0 1 2.5-2.5H12M10 2l2.5 2.5L10 7M13 7v2a2.5 2.5 0 0 1-2.5 2.5H4M6 14l-2.5-2.5L6 9',
  ],
  share: ['line', 'M8 10V2M5 4.5 8 2l3 2.5M3 8.5v5h10v-5'],
  device: ['line', 'M2.5 3h11v7.5h-11zM5 13.5h6'],
  folder: ['line', 'M2.5 4h4l1.5 2h5.5v7h-11z'],
  file: ['line', 'M4 2h5.5L12.5 5v9H4zM9 2v3.5h3.5'],
  server: ['line', 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.5M5 11h.5'],
  disc: ['line', 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM9.5 8a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0Z'],
  plus: ['line', 'M8 3v10M3 8h10'],
  minus: ['line', 'M3 8h10'],
  external: ['line', 'M9 3h4v4M13 3 7.5 8.5M6.5 4H3v9h9V9.5'],
  bell: ['line', 'M4 11V7a4 4 0 0 1 8 0v4l1.500 1h-11zM6.500 14h3'],
  person: ['line', 'M10.5 5.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM3 13.5c.5-2.7 2.4-4 5-4s4.5 1.3 5 4'],
  menu: ['line', 'M2.5 4.500h11M2.5 8h11M2.5 11.500h11'],
  list: ['line', 'M6 4h7.500M6 8h7.500M6 12h7.500M2.5 4h.5M2.5 8h.5M2.5 12h.5'],
  studio: ['line', 'M2.5 4.500h6v2h-6zM5.5 9.500h8v2h-8z'],
  lock: ['line', 'M3.5 7h9v6.500h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2'],
  scheme: ['line', 'M13.5 8A5.5 5.5 0 1 1 2.5 8a5.5 5.5 0 0 1 11 0Z'],
} as const satisfies Record<string, readonly ['fill' | 'line', string]>;

export type IconName = keyof typeof PATHS;

/** A 16 px icon in the colour of the text beside it. Always decoration: the words carry the meaning. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  const [kind, path] = PATHS[name];
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={path} className={`icon-${kind}`} />
      {name === 'scheme' && <path d="M8 2.500a5.5 5.5 0 0 0 0 11z" className="icon-fill" />}
    </svg>
  );
}
