import { ImportRunService } from '../../../modules/imports/index.ts';
import { FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

export interface ImportAnswer {
  readonly id: string;
  readonly state: string;
  readonly phase: string;
  readonly format: string;
  readonly total: number | null;
  readonly done: number;
  readonly counts: {
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly rejected: number;
  };
  readonly failure: {
    readonly line: number | null;
    readonly field: string | null;
    readonly code: string;
    readonly reason: string;
  } | null;
  readonly notes: readonly { readonly code: string; readonly reason: string }[];
}

export interface ReportLine {
  readonly line: number;
  readonly kind: string;
  readonly key: string;
  readonly identifier: string | null;
  readonly title: string;
  readonly outcome: string;
  readonly field: string | null;
  readonly code: string | null;
  readonly reason: string | null;
}

const TYPES = { CSV: 'text/csv', ERN: 'application/xml', CWR: 'text/plain' } as const;

/** An instance with a label that may import. */
export class ImportWorld {
  readonly world: FlipWorld;
  readonly operator: User;
  readonly label: User;
  readonly party: string;

  private constructor(world: FlipWorld, operator: User, label: User, party: string) {
    this.world = world;
    this.operator = operator;
    this.label = label;
    this.party = party;
  }

  static async open(): Promise<ImportWorld> {
    const world = await FlipWorld.open();
    const operator = await world.user('olga', { operator: true });
    await world.tariff(operator);
    const label = await world.user('lee');
    const party = await world.party(label, 'Some Records');
    const made = new ImportWorld(world, operator, label, party);
    await made.permit(party);
    return made;
  }

  async permit(party: string, permitted = true): Promise<void> {
    const body = { permitted, evidence: 'Known by contract' };
    const { status, text } = await this.world.send(
      'PUT',
      `/api/parties/${party}/import-permission`,
      this.operator,
      body,
    );
    if (status !== 200) throw new Error(text);
  }

  async post(
    payload: string | Buffer,
    options: { type?: string; dryRun?: boolean; user?: User | null; party?: string; fileName?: string } = {},
  ) {
    const {
      type = 'text/csv',
      dryRun = false,
      user = this.label,
      party = this.party,
      fileName = 'catalogue',
    } = options;
    const response = await this.world.app.inject({
      method: 'POST',
      url: `/api/parties/${party}/imports?dryRun=${dryRun}&fileName=${encodeURIComponent(fileName)}`,
      headers: { 'content-type': type, ...(user !== null && { authorization: `Bearer ${user.token}` }) },
      payload,
    });
    return {
      status: response.statusCode,
      json: response.json<ImportAnswer & { code: string; reason: string; detail: string }>(),
    };
  }

  /** Sends a file and runs its import to the end. */
  async run(
    format: keyof typeof TYPES,
    payload: string | Buffer,
    options: { dryRun?: boolean; party?: string; user?: User } = {},
  ): Promise<ImportAnswer> {
    const { status, json } = await this.post(payload, { type: TYPES[format], ...options });
    if (status !== 202) throw new Error(JSON.stringify(json));
    await this.world.app.get(ImportRunService).run(json.id);
    return await this.get(json.id, options.user);
  }

  async get(id: string, user = this.label): Promise<ImportAnswer> {
    const { status, json, text } = await this.world.get(`/api/imports/${id}`, user);
    if (status !== 200) throw new Error(text);
    return json as ImportAnswer;
  }

  async report(id: string, query = ''): Promise<ReportLine[]> {
    const rows: ReportLine[] = [];
    let cursor = '';
    do {
      const url = `/api/imports/${id}/rows?limit=100${query}${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page = (await this.world.get(url, this.operator)).json as {
        items: ReportLine[];
        nextCursor: string | null;
      };
      rows.push(...page.items);
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');
    return rows;
  }

  /** Everything that an import may write, to see that nothing of it changed. */
  async stored(): Promise<string> {
    const tables = [
      'party',
      'recording',
      'work',
      'recording_work',
      'share',
      'contributor',
      'release',
      'release_recording',
      'release_deals',
      'imported_key',
    ];
    const contents = await Promise.all(
      tables.map(async (table) => {
        const { rows } = await this.world.database.pool.query(
          `SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`,
        );
        return [table, rows];
      }),
    );
    return JSON.stringify(contents);
  }

  async close(): Promise<void> {
    await this.world.close();
  }
}

export async function textOf(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}
