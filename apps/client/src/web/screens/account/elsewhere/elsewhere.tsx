import { Button, CopyButton } from '@mantine/core';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useKnownAs, type KnownAs } from '../../../queries/social-account.ts';
import { AccountKeys } from './account-keys.tsx';
import { MoveAccount } from './move-account.tsx';
import { OtherAccounts } from './other-accounts.tsx';
import './elsewhere.css';

/** What one tells people on other servers, and what one gives to another account that is to name this one. */
function Names({ handle, uri }: KnownAs) {
  return (
    <>
      <p className="secondary measure">People on other servers find you by this name.</p>
      <dl className="known-as">
        {(
          [
            ['Name', handle],
            ['Address', uri],
          ] as const
        ).map(([label, value]) => (
          <div key={label}>
            <dt className="small secondary">{label}</dt>
            <dd>
              <span className="mono">{value}</span>
              <CopyButton value={value}>
                {({ copied, copy }) => (
                  <Button size="sm" onClick={copy} aria-label={`Copy ${label.toLowerCase()}`}>
                    {copied ? 'Copied' : 'Copy'}
                  </Button>
                )}
              </CopyButton>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** How the user is known to other servers. */
export function Elsewhere() {
  const known = useKnownAs();
  return (
    <section className="account-section" aria-labelledby="elsewhere-title">
      <h2 className="heading" id="elsewhere-title">
        On other servers
      </h2>
      <div>
        {known.isPending && <div className="hatched elsewhere-skeleton" aria-busy="true" />}
        {known.isError && <ProblemMessage error={known.error} onRetry={() => void known.refetch()} />}
        {known.data && (
          <>
            <Names {...known.data} />
            <OtherAccounts aliases={known.data.aliases} />
            <MoveAccount known={known.data} />
            <AccountKeys replacedAt={known.data.keysReplacedAt} />
          </>
        )}
      </div>
    </section>
  );
}
