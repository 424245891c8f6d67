/** An amount of one party of a peer. */
export interface PartyAmount {
  readonly party: string;
  readonly amountMicros: bigint;
}

const positive = (amount: bigint): bigint => (amount > 0n ? amount : 0n);

/**
 * From which accounts a second round is paid, where it says other parties than the first: each party's part comes from
 * what is owed in its own name, and what that lacks from what is owed for the same lines in others' names. What the close
 * owed to a wrong party is so paid to the right one, and no account goes below nothing.
 *
 * @param parts what each party gets.
 * @param owed what stands on the account of each party of the disputed lines, in an order that does not change.
 * @returns what is taken from each account: in all as much as the parts are, while so much is owed.
 */
export function takenFrom(parts: readonly PartyAmount[], owed: ReadonlyMap<string, bigint>): PartyAmount[] {
  const left = new Map([...owed].map(([party, amount]) => [party, positive(amount)]));
  const taken = new Map<string, bigint>();
  const take = (party: string, most: bigint): bigint => {
    const amount = positive(most < (left.get(party) ?? 0n) ? most : (left.get(party) ?? 0n));
    left.set(party, (left.get(party) ?? 0n) - amount);
    taken.set(party, (taken.get(party) ?? 0n) + amount);
    return amount;
  };
  let missing = 0n;
  for (const { party, amountMicros } of parts) {
    // What is taken back goes to where it is owed to.
    if (amountMicros < 0n) taken.set(party, (taken.get(party) ?? 0n) + amountMicros);
    else missing += amountMicros - take(party, amountMicros);
  }
  for (const party of left.keys()) missing -= take(party, missing);
  const [first] = parts;
  if (missing > 0n && first !== undefined) taken.set(first.party, (taken.get(first.party) ?? 0n) + missing);
  return [...taken].flatMap(([party, amountMicros]) =>
    amountMicros === 0n ? [] : [{ party, amountMicros }],
  );
}
