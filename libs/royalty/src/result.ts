/** A refusal that a caller can act on: a stable code and a sentence for a person. */
export interface Refusal<Code extends string = string> {
  readonly ok: false;
  readonly code: Code;
  readonly message: string;
}

/** A value parsed at the edge, or why it was refused. */
export type Parsed<T, Code extends string = string> =
  { readonly ok: true; readonly value: T } | Refusal<Code>;

export const accepted = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const refused = <Code extends string>(code: Code, message: string): Refusal<Code> => ({
  ok: false,
  code,
  message,
});
