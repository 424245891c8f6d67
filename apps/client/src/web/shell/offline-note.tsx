import { useSyncExternalStore } from 'react';
import { onlineManager } from '@tanstack/react-query';

/** Without a connection requests wait, and a screen that waits would not say for what. */
export function OfflineNote() {
  const isOnline = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status" className={isOnline ? undefined : 'offline-note'}>
      {!isOnline && (
        <p>
          <strong>No connection.</strong> What is on this device plays on. Everything else waits and comes by
          itself.
        </p>
      )}
    </div>
  );
}
