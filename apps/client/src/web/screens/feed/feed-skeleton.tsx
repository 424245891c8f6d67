/** The feed's shapes in their final places while it is fetched. */
export function FeedSkeleton() {
  return (
    <div aria-hidden="true">
      <div className="featured">
        <div className="featured-print hatched" />
        <div className="featured-words">
          <div className="hatched" style={{ width: '60%', height: 56 }} />
          <div className="hatched" style={{ width: '40%', height: 24, marginTop: 16 }} />
          <div className="spacer" />
          <div className="hatched" style={{ height: 144, marginTop: 32 }} />
        </div>
      </div>
      <ul className="feed-grid feed-section">
        {[0, 1, 2, 3].map((key) => (
          <li key={key} className="flip-card">
            <div className="flip-card-print hatched" />
            <div>
              <div className="hatched" style={{ width: '70%', height: 20, marginTop: 12 }} />
              <div className="hatched" style={{ width: '50%', height: 16, marginTop: 8 }} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
