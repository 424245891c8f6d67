import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { present } from '../../search-params.ts';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { OwnRequests } from './request-list.tsx';

const route = getRouteApi('/shell/requests');

/** What a producer asked for, and how it stands. */
export function RequestsScreen() {
  useDocumentTitle('Your requests · Flipside');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/requests' });
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
          <OwnRequests
            search={search}
            onSearch={(next, again = false) =>
              void navigate({ search: present({ ...next }), replace: again })
            }
          />
        </div>
      )}
    </SignedInOnly>
  );
}
