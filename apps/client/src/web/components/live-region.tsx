/** Text that a screen reader speaks when it changes, without interrupting. Always mounted, often empty. */
export function LiveRegion({ children }: { children: string }) {
  return (
    <div className="visually-hidden" role="status" aria-live="polite" aria-atomic="true">
      {children}
    </div>
  );
}
