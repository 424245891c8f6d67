import { useEffect } from 'react';
import { Link } from '@tanstack/react-router';
import { useCheckPromises, useKeptPromises } from '../queries/promises.ts';

/** After a page has opened; a play that was just counted has its leaf long before. */
const WAIT_MS = 20_000;

/** Checks once a visit what instances promised for the plays of this device, and says when one was not kept. */
export function PromiseWatch() {
  const { data } = useKeptPromises();
  const { mutate } = useCheckPromises();
  useEffect(() => {
    const timer = window.setTimeout(() => mutate(), WAIT_MS);
    return () => window.clearTimeout(timer);
  }, [mutate]);
  const unkept = data === undefined ? 0 : data.broken.length + data.worthless.length;
  if (data === undefined || unkept + data.strangers.length === 0) return null;
  return (
    <p className="promise-watch" role="alert">
      {unkept > 0
        ? 'This instance did not keep what it promised for plays of this device.'
        : 'This instance signs with another key than before.'}{' '}
      <Link to="/library">Look at it</Link>
    </p>
  );
}
