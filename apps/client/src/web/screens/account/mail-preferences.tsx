import { Switch } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { usePreferences, useSetPreference } from '../../queries/notifications.ts';

/** Which notifications also come by mail. */
export function MailPreferences() {
  const preferences = usePreferences();
  const set = useSetPreference();
  const { data } = preferences;
  return (
    <section className="account-section" aria-labelledby="mail-title">
      <h2 className="heading" id="mail-title">
        Mail
      </h2>
      <div>
        {preferences.isPending && <div className="hatched" style={{ height: 160 }} aria-busy="true" />}
        {preferences.isError && (
          <ProblemMessage error={preferences.error} onRetry={() => void preferences.refetch()} />
        )}
        {data?.sendsMail === false && (
          <p className="secondary measure">This instance sends no mail. Everything is under Notifications.</p>
        )}
        {data?.sendsMail === true && (
          <>
            <p className="secondary measure">
              {data.email === null
                ? 'Add an e-mail address above to get these by mail.'
                : `To ${data.email}. Everything is under Notifications as well.`}
            </p>
            <div className="mail-kinds">
              {data.items.map(({ kind, label, mail }) => (
                <Switch
                  key={kind}
                  label={label}
                  checked={mail}
                  disabled={data.email === null || set.isPending}
                  onChange={(event) => set.mutate({ kind, mail: event.currentTarget.checked })}
                />
              ))}
            </div>
          </>
        )}
        {set.isError && <ProblemMessage error={set.error} />}
      </div>
    </section>
  );
}
