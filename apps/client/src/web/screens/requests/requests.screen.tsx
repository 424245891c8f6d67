import { useDocumentTitle } from '@mantine/hooks';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { OwnRequests } from './request-list.tsx';

/** What a producer asked for, and how it stands. */
export function RequestsScreen() {
  useDocumentTitle('Your requests · Flipside');
  return (
    <SignedInOnly title="Your requests" reason="Sign in to see what you asked for.">
      {() => (
        <div className="page">
          <div className="page-head">
            <div>
              <h1 className="title">Your requests</h1>
              <p className="secondary">Drafts that you asked others to clear.</p>
            </div>
          </div>
          <OwnRequests />
        </div>
      )}
    </SignedInOnly>
  );
}
