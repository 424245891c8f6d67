/**
 * Why a file gave no sound. `not-audio`: no known container; `truncated`: the file ends before its own header says
 * or is damaged; `protected`: copy protection; `too-long`: beyond the bounds of `limits.ts`; `unsupported`: a real
 * format that this device cannot decode.
 */
export type DecodeErrorCode = 'not-audio' | 'truncated' | 'protected' | 'too-long' | 'unsupported';

/** A file that cannot be decoded, with words fit for the person who chose it. */
export class DecodeError extends Error {
  readonly code: DecodeErrorCode;

  constructor(code: DecodeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DecodeError';
    this.code = code;
  }
}
