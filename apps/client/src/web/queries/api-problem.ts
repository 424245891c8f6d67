/** One field the API did not accept. */
export interface ProblemField {
  readonly pointer?: string;
  readonly detail: string;
}

interface ProblemBody {
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly ProblemField[];
  readonly requestId?: string;
}

/** An answer of the API that is not a success: RFC 9457 problem details as an error. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly fields: readonly ProblemField[];
  readonly requestId: string | null;
  /** The whole answer: problems may carry more than RFC 9457 names. */
  readonly body: object;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `The instance answered ${status}`);
    this.status = status;
    this.code = body.code ?? 'UNKNOWN';
    this.title = body.title ?? 'Something went wrong';
    this.fields = body.errors ?? [];
    this.requestId = body.requestId ?? null;
    this.body = body;
  }
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of a successful answer; anything else is thrown as an `ApiProblem`. */
export function unwrap<Data>({ data, error, response }: Answer<Data>): Data {
  if (response.ok && data !== undefined) return data;
  throw new ApiProblem(response.status, typeof error === 'object' && error !== null ? error : {});
}

/** The same for answers without a body. */
export function expectOk({ error, response }: Answer<unknown>): void {
  if (!response.ok) {
    throw new ApiProblem(response.status, typeof error === 'object' && error !== null ? error : {});
  }
}

export function hasStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof ApiProblem && statuses.includes(error.status);
}
