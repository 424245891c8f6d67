import { useDocumentTitle } from '@mantine/hooks';
import { LinkButton } from '../components/link-button.tsx';

export function NotFoundScreen() {
  useDocumentTitle('Not found · Flipside');
  return (
    <div className="page">
      <h1 className="title">There is nothing on this side</h1>
      <p className="lead secondary measure" style={{ margin: '8px 0 24px' }}>
        The address may be incomplete, or what was here has moved.
      </p>
      <LinkButton to="/" variant="filled">
        Listen to what is new
      </LinkButton>
    </div>
  );
}
