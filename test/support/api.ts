/** A small client for tests: JSON in, JSON out, with whose token is asked. */
export class Api {
  readonly baseUrl: string;
  readonly #token: string | null;

  constructor(baseUrl: string, token: string | null = null) {
    this.baseUrl = baseUrl;
    this.#token = token;
  }

  as(token: string | null): Api {
    return new Api(this.baseUrl, token);
  }

  async send<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: T }> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        ...(this.#token !== null && { authorization: `Bearer ${this.#token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T };
  }

  /** Fails the test with the problem when the answer is not a success. */
  async expect<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send<T>(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  get<T>(path: string): Promise<T> {
    return this.expect<T>('GET', path);
  }

  post<T>(path: string, body?: unknown): Promise<T> {
    return this.expect<T>('POST', path, body);
  }
}
