import { Button, CopyButton } from '@mantine/core';
import { LinkButton } from '../../../components/link-button.tsx';
import { Icon } from '../../../components/icon.tsx';
import type { Published } from '../state/studio.types.ts';

/** The link under which the flip plays now. */
export function PublishedNote({ published }: { published: Published }) {
  return (
    <div className="published" role="status">
      <p className="row">
        <Icon name="check" />
        <strong>Published</strong>
      </p>
      <a className="mono small published-link" href={published.url}>
        {published.url}
      </a>
      <div className="row">
        <CopyButton value={published.url}>
          {({ copied, copy }) => (
            <Button size="sm" onClick={copy}>
              {copied ? 'Copied' : 'Copy link'}
            </Button>
          )}
        </CopyButton>
        <LinkButton size="sm" to="/r/$code" params={{ code: published.code }}>
          Open flip
        </LinkButton>
      </div>
    </div>
  );
}
