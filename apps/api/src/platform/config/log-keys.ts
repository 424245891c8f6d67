import { KEY_TYPES, parsePolicy, parseVkey } from '@flipside/transparency';
import type { Policy, VerifierKey } from '@flipside/transparency';
import { z } from 'zod';

/**
 * `witness <name> <vkey> <url>` lines of a tlog-policy: whom this instance asks to cosign its logs. A semicolon ends a
 * line too, for settings that have one line only.
 */
export const logWitnesses = z.string().transform((value, context): Policy['witnesses'] => {
  const lines = value.replaceAll(';', '\n');
  const policy = parsePolicy(/^\s*quorum\s/m.test(lines) ? lines : `${lines}\nquorum none`);
  if (!policy.ok) {
    context.addIssue(policy.message);
    return z.NEVER;
  }
  const silent = policy.value.witnesses.find(({ url }) => url === null);
  if (silent !== undefined) context.addIssue(`the witness ${silent.name} has no address`);
  return policy.value.witnesses;
});

/** Keys of logs that this instance cosigns, with spaces between. A log's name in its key is its origin. */
export const witnessedLogs = z.string().transform((value, context): VerifierKey[] =>
  value
    .split(/\s+/)
    .filter((text) => text !== '')
    .flatMap((text) => {
      const key = parseVkey(text);
      if (key.ok && key.value.type === KEY_TYPES.ed25519) return [key.value];
      context.addIssue(`"${text}" ${key.ok ? 'is not the key of a log' : key.message}`);
      return [];
    }),
);
