import { Switch } from '@mantine/core';
import type { Schemas } from '../../../api/client.ts';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { usePreferences, useSetPreference } from '../../queries/notifications.ts';

type Preference = Schemas['NotificationPreferences']['items'][number];

/** In the order in which the API has them. */
function grouped(items: readonly Preference[]): [string, Preference[]][] {
  const groups = new Map<string, Preference[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups];
}

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
            {grouped(data.items).map(([group, items]) => (
              <fieldset key={group} className="mail-kinds">
                <legend className="label">{group}</legend>
                {items.map(({ kind, label, mail }) => (
                  <Switch
                    key={kind}
                    label={label}
                    checked={mail}
                    disabled={data.email === null || set.isPending}
                    onChange={(event) => set.mutate({ kind, mail: event.currentTarget.checked })}
                  />
                ))}
              </fieldset>
            ))}
          </>
        )}
        {set.isError && <ProblemMessage error={set.error} />}
      </div>
    </section>
  );
}
