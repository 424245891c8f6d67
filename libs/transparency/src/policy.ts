import { equalBytes, hasControl, parseDecimal } from './bytes.ts';
import { KEY_TYPES, parseVkey } from './keys.ts';
import type { KeyType, VerifierKey } from './keys.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';

const MOST_BYTES = 64 * 1024;
const MOST_OF_A_KIND = 64;

/** A key of a policy, and where its holder is reached. */
export interface PolicyKey {
  readonly key: VerifierKey;
  readonly url: string | null;
}

/** A rule about who must have cosigned: one witness, or a number of members of a group. */
export type QuorumRule =
  | { readonly kind: 'witness'; readonly key: VerifierKey }
  | { readonly kind: 'group'; readonly threshold: number; readonly members: readonly QuorumRule[] };

/** Which logs are accepted, and which witnesses together make a checkpoint valid (tlog-policy). */
export interface Policy {
  readonly logs: readonly PolicyKey[];
  readonly witnesses: readonly (PolicyKey & { readonly name: string })[];
  /** null: no cosignature is needed. */
  readonly quorum: QuorumRule | null;
}

type Fault = { readonly ok: false; readonly code: 'POLICY_MALFORMED'; readonly message: string };

/** Reads a policy line by line; a name is known from the line after its own on. */
class PolicyReader {
  readonly logs: PolicyKey[] = [];
  readonly witnesses: (PolicyKey & { readonly name: string })[] = [];
  readonly #rules = new Map<string, QuorumRule>();
  readonly #members = new Set<string>();
  quorum: QuorumRule | null | undefined;

  /** @returns what is wrong with the line, or null. */
  read(words: readonly string[]): string | null {
    const [kind, ...rest] = words;
    if (kind === 'log') return this.#log(rest);
    if (kind === 'witness') return this.#witness(rest);
    if (kind === 'group') return this.#group(rest);
    if (kind === 'quorum') return this.#quorum(rest);
    return `begins with ${kind}, not with log, witness, group or quorum`;
  }

  #key(text: string, type: KeyType, others: readonly PolicyKey[]): VerifierKey | string {
    const key = parseVkey(text);
    if (!key.ok) return `the key ${key.message}`;
    if (key.value.type !== type) return 'the key has the type of another use';
    if (others.some(({ key: known }) => equalBytes(known.publicKey, key.value.publicKey)))
      return 'the key is named twice';
    return key.value;
  }

  #log([vkey = '', url, ...more]: readonly string[]): string | null {
    const key = this.#key(vkey, KEY_TYPES.ed25519, this.logs);
    if (typeof key === 'string') return key;
    if (more.length > 0 || this.logs.length === MOST_OF_A_KIND) return 'there is too much of it';
    this.logs.push({ key, url: url ?? null });
    return null;
  }

  #witness([name = '', vkey = '', url, ...more]: readonly string[]): string | null {
    const key = this.#key(vkey, KEY_TYPES.cosignature, this.witnesses);
    if (typeof key === 'string') return key;
    if (more.length > 0 || this.witnesses.length === MOST_OF_A_KIND) return 'there is too much of it';
    this.witnesses.push({ name, key, url: url ?? null });
    return this.#define(name, { kind: 'witness', key });
  }

  #group([name = '', count = '', ...names]: readonly string[]): string | null {
    const members = names.map((one) => this.#rules.get(one));
    const known = members.filter((member) => member !== undefined);
    if (names.length === 0 || known.length < names.length)
      return 'the group has members that no line before defines';
    const twice = names.find((one, at) => this.#members.has(one) || names.indexOf(one) < at);
    if (twice !== undefined) return `${twice} is a member twice`;
    const threshold = count === 'any' ? 1 : count === 'all' ? names.length : parseDecimal(count);
    if (threshold === null || threshold < 1 || threshold > names.length)
      return 'the group needs any, all, or a number of its members';
    if (this.#rules.size >= 2 * MOST_OF_A_KIND) return 'there is too much of it';
    for (const one of names) this.#members.add(one);
    return this.#define(name, { kind: 'group', threshold, members: known });
  }

  #quorum([name = '', ...more]: readonly string[]): string | null {
    if (this.quorum !== undefined || more.length > 0) return 'there is one quorum, with one name';
    const rule = name === 'none' ? null : this.#rules.get(name);
    if (rule === undefined) return `no line before defines ${name}`;
    this.quorum = rule;
    return null;
  }

  #define(name: string, rule: QuorumRule): string | null {
    if (name === '' || name === 'none' || this.#rules.has(name)) return `the name ${name} is taken`;
    this.#rules.set(name, rule);
    return null;
  }
}

/** Reads a tlog-policy file of 64 KiB, 64 logs and 64 witnesses at most. */
export function parsePolicy(text: string): Parsed<Policy, 'POLICY_MALFORMED'> {
  const fault = (message: string): Fault => refused('POLICY_MALFORMED', message);
  if (text.length > MOST_BYTES) return fault(`is longer than ${MOST_BYTES}`);
  // tlog-policy, "Character set"
  if (hasControl(text, '\t\n') || text.includes('\u007F')) return fault('has control characters');
  const reader = new PolicyReader();
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length === 0 || words[0]?.startsWith('#')) continue;
    const wrong = reader.read(words);
    if (wrong !== null) return fault(`line ${index + 1}: ${wrong}`);
  }
  const { logs, witnesses, quorum } = reader;
  return quorum === undefined ? fault('names no quorum') : accepted({ logs, witnesses, quorum });
}

/** Whether these keys' cosignatures are enough. */
export function meetsQuorum(quorum: QuorumRule | null, cosigners: readonly VerifierKey[]): boolean {
  if (quorum === null) return true;
  if (quorum.kind === 'witness')
    return cosigners.some(({ publicKey }) => equalBytes(publicKey, quorum.key.publicKey));
  return quorum.members.filter((member) => meetsQuorum(member, cosigners)).length >= quorum.threshold;
}
