/** Shown while a screen's code is on its way: its place, hatched. */
export function PendingScreen() {
  return (
    <div className="page" aria-busy="true">
      <span className="visually-hidden">Loading</span>
      <div className="hatched" style={{ width: 'min(420px, 80%)', height: 40, marginBottom: 32 }} />
      <div className="hatched" style={{ height: 280 }} />
    </div>
  );
}
