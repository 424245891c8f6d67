const KINDS: Readonly<Record<string, string>> = {
  ADJUSTMENT: 'Adjustment',
  RECOUPMENT: 'Taken for an advance',
  WITHHOLDING: 'Tax withheld',
  RELEASE: 'Released',
  REVERSAL: 'Undone',
  FUND: 'Paid into a pool',
};

export const entryKindWords = (kind: string): string => KINDS[kind] ?? kind;

/** What an entry is known by; of one that undoes another, what that was. */
export function referenceWords({
  kind,
  reference,
}: {
  readonly kind: string;
  readonly reference: string;
}): string {
  const slash = reference.indexOf('/');
  if (kind !== 'REVERSAL' || slash === -1) return reference;
  return `${entryKindWords(reference.slice(0, slash))}, ${reference.slice(slash + 1)}`;
}

/** Kinds that can be undone; all else is put right by an adjustment. */
const UNDOABLE: ReadonlySet<string> = new Set(['ADJUSTMENT', 'RECOUPMENT', 'WITHHOLDING']);

export const canUndo = ({
  kind,
  isReversed,
}: {
  readonly kind: string;
  readonly isReversed: boolean;
}): boolean => UNDOABLE.has(kind) && !isReversed;

const PLAIN: Readonly<Record<string, string>> = {
  funding: 'Paid in from outside',
  pool: 'The pool of the period',
  platform: 'The instance',
  rounding: 'Rounding',
};
const WITH_SUBJECT: Readonly<Record<string, (subject: string) => string>> = {
  paid: () => 'Paid out',
  suspense: (subject) => `Waiting: ${subject}`,
  held: () => 'Held by a dispute',
  recoup: () => 'Given back of an advance',
  tax: (subject) => `Tax of ${subject}`,
};

/** An account of the ledger as an operator reads it. @param name of the party that is owed. */
export function accountWords(account: string, name: string | null): string {
  const colon = account.indexOf(':');
  if (colon === -1) return PLAIN[account] ?? account;
  const [kind, subject] = [account.slice(0, colon), account.slice(colon + 1)];
  if (kind === 'payable') return `Owed to ${name ?? 'a party'}`;
  return WITH_SUBJECT[kind]?.(subject) ?? account;
}

/** The same amount the other way. */
export const negated = (micros: string): string => String(-BigInt(micros));
