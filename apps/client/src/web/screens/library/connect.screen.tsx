import { useEffect } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { ProviderError } from '../../../engine/providers/provider-error.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { musicServices } from '../../providers/music-services.ts';
import { useOfferedServices } from '../../queries/music-services.ts';

// Kept out of React, whose strict mode runs effects twice: a code is good once.
let handled: string | null = null;

/** Where a service sends the listener back to: finishes the sign-in and goes on to the device page, or says why not. */
export function ConnectScreen() {
  useDocumentTitle('Connecting · Flipside');
  const { service: id } = useParams({ from: '/shell/connect/$service' });
  const navigate = useNavigate();
  const offered = useOfferedServices();
  const service = offered.data?.find((one) => one.id === id);
  const { mutate, error } = useMutation({
    networkMode: 'always',
    mutationFn: async (query: URLSearchParams) => {
      if (service === undefined)
        throw new ProviderError('denied', 'This instance is not set up for that service.');
      await musicServices.finish(service, query);
      await navigate({ to: '/library', replace: true });
    },
  });
  useEffect(() => {
    const { search } = window.location;
    if (offered.data === undefined || handled === search) return;
    handled = search;
    // The code leaves the address before anything else happens.
    window.history.replaceState(window.history.state, '', window.location.pathname);
    mutate(new URLSearchParams(search));
  }, [offered.data, mutate]);
  const fault = error ?? offered.error;
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="title">{fault === null ? 'Connecting' : 'Not connected'}</h1>
      </div>
      {fault === null && <p role="status">One moment.</p>}
      {fault instanceof ProviderError && <p role="alert">{fault.message}</p>}
      {fault !== null && !(fault instanceof ProviderError) && <ProblemMessage error={fault} />}
      {fault !== null && (
        <div>
          <LinkButton to="/library">Back to this device</LinkButton>
        </div>
      )}
    </div>
  );
}
