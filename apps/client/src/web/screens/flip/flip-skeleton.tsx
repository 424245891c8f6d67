/** The flip's shapes in their final places while it is fetched. */
export function FlipSkeleton() {
  return (
    <div className="page flip" aria-busy="true">
      <span className="visually-hidden">Loading</span>
      <div className="flip-hero">
        <div className="flip-hero-print hatched" />
        <div>
          <div className="hatched" style={{ width: 'min(420px, 90%)', height: 48 }} />
          <div className="hatched" style={{ width: 240, maxWidth: '70%', height: 20, marginTop: 16 }} />
        </div>
      </div>
      <div className="hatched" style={{ height: 420, marginTop: 32 }} />
    </div>
  );
}
