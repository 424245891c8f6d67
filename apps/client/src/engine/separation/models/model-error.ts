export type ModelFileErrorCode =
  /** The address answered with a failure, or not at all. */
  | 'unreachable'
  /** Fewer or more bytes than announced, or others. */
  | 'not-the-file'
  /** The package does not hold the model. */
  | 'bad-package'
  | 'no-room'
  /** The browser keeps no files for this site. */
  | 'no-storage'
  /** Weights are under a licence that has not been agreed to. */
  | 'licence-not-accepted'
  | 'not-here';

/** A model's file cannot be had; the message is for the listener, who may try again where `resumable`. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
  readonly code: ModelFileErrorCode;
  /** What was fetched is kept, and the next attempt goes on from there. */
  readonly resumable: boolean;

  constructor(code: ModelFileErrorCode, message: string, { resumable = false, ...options }: Options = {}) {
    super(message, options);
    this.code = code;
    this.resumable = resumable;
  }
}

interface Options extends ErrorOptions {
  readonly resumable?: boolean;
}
