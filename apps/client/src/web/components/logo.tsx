/** A disc cut on its diameter, the halves slid one hole-width apart. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 64 64" width={size} height={size} aria-hidden="true" focusable="false">
      <path fill="currentColor" d="M2 30a25 25 0 0 1 50 0H34.5a7.5 7.5 0 0 0-15 0Z" />
      <path
        fill="none"
        stroke="currentColor"
        strokeWidth="5"
        d="M14.66 36.5a22.5 22.5 0 0 0 44.68 0H46.6a10 10 0 0 1-19.2 0Z"
      />
    </svg>
  );
}
