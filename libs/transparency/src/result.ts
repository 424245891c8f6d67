/** Why something was refused: a stable code for programs and a sentence for people. */
export interface Refusal<Code extends string = string> {
  readonly ok: false;
  readonly code: Code;
  readonly message: string;
}

/** What a parser or verifier answers: it never throws for what somebody else sent. */
export type Parsed<T, Code extends string = string> =
  { readonly ok: true; readonly value: T } | Refusal<Code>;

export const accepted = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refused = <Code extends string>(code: Code, message: string): Refusal<Code> => ({
  ok: false,
  code,
  message,
});
