/** A leaf that is verified and cannot be understood. Reading stops before it until this instance understands it. */
export class LeafRefusedError extends Error {
  constructor(index: number, message: string) {
    super(`Leaf ${index} ${message}.`);
    this.name = 'LeafRefusedError';
  }
}

/** What a log served does not hold together. It may be a fault on the way: it is tried again. */
export class LogRefusedError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.name = 'LogRefusedError';
    this.code = code;
  }
}

/** Another process has read the same leaves meanwhile. */
export class OvertakenError extends Error {
  constructor() {
    super('another process is ahead');
    this.name = 'OvertakenError';
  }
}
