/** Minutes and seconds, hours only when there are any; tenths on request. Rounded down, as a clock does. */
export function formatDuration(ms: number, tenths = false): string {
  const safe = Number.isFinite(ms) && ms > 0 ? ms : 0;
  const seconds = Math.floor(safe / 1000);
  const minutes = Math.floor(seconds / 60);
  const pad = (value: number) => String(value).padStart(2, '0');
  const clock =
    minutes >= 60
      ? `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`
      : `${minutes}:${pad(seconds % 60)}`;
  return tenths ? `${clock}.${Math.floor((safe % 1000) / 100)}` : clock;
}

/** A length in words, for a screen reader: "3 minutes 42 seconds". */
export function spokenDuration(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const part = (count: number, unit: string) =>
    count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`;
  return (
    [part(Math.floor(seconds / 60), 'minute'), part(seconds % 60, 'second')].filter(Boolean).join(' ') ||
    '0 seconds'
  );
}

export function Duration({ ms, tenths = false }: { ms: number; tenths?: boolean }) {
  return (
    <time className="mono nowrap" dateTime={`PT${(Math.max(0, ms) / 1000).toFixed(1)}S`}>
      {formatDuration(ms, tenths)}
    </time>
  );
}
