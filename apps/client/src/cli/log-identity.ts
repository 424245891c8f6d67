import { formatVkey, parseVkey } from '@flipside/transparency';
import type { Policy } from '@flipside/transparency';
import { apiOf, expectData } from './api.ts';
import { usageError } from './exit-codes.ts';
import type { Http } from './http.ts';
import type { LogIdentity } from './log-check.ts';
import { LOG_NAMES, type LogName } from './log-resource.ts';

/** Keys that a person has from somewhere else than the instance. */
export interface PinnedKeys {
  /** As text. */
  readonly keys: readonly string[];
  readonly policy: Policy | null;
}

/** A log is named after its address, so that its name says which one it is: `flipside.example/log/plays`. */
function nameOf(origin: string): LogName {
  const name = LOG_NAMES.find((one) => origin.endsWith(`/log/${one}`));
  if (name === undefined)
    throw usageError('KEY_INVALID', `The key of ${origin} is of no log of an instance.`);
  return name;
}

function identityOf(vkey: string): LogIdentity {
  const key = parseVkey(vkey);
  if (!key.ok) throw usageError('KEY_INVALID', `"${vkey}" ${key.message}.`);
  return { origin: key.value.name, vkey };
}

function pinnedOf({ keys, policy }: PinnedKeys): Map<LogName, LogIdentity> {
  const trusted = policy?.logs.map(({ key }) => formatVkey(key)) ?? [];
  const found = new Map<LogName, LogIdentity>();
  for (const identity of [...keys, ...trusted].map(identityOf)) {
    const name = nameOf(identity.origin);
    const known = found.get(name);
    if (known !== undefined && known.vkey !== identity.vkey)
      throw usageError('KEY_INVALID', `Two keys are given for the ${name} log.`);
    found.set(name, identity);
  }
  return found;
}

/**
 * Who signs each log: the pinned key, the policy's, or else what the instance says, which is believed at first sight
 * and held against it ever after.
 */
export async function identitiesOf(
  http: Http,
  names: readonly LogName[],
  pinned: PinnedKeys,
): Promise<ReadonlyMap<LogName, LogIdentity>> {
  const found = pinnedOf(pinned);
  const open = names.filter((name) => !found.has(name));
  if (open.length === 0) return found;
  if ((pinned.policy?.logs.length ?? 0) > 0)
    throw usageError('LOG_NOT_IN_POLICY', `The policy names no key of the ${open.join(' or ')} log.`);
  const { logs } = expectData('The logs', await apiOf(http).GET('/api/logs'));
  for (const name of open) {
    const log = logs.find((one) => one.name === name);
    if (log === undefined) throw usageError('LOG_UNKNOWN', `${http.host} has no ${name} log.`);
    found.set(name, { origin: log.origin, vkey: log.vkey });
  }
  return found;
}
