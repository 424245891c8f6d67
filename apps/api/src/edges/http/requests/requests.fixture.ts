import type { Recipe, SignedRecipe } from '@flipside/recipe';
import { flip, FlipWorld } from '../common/flip-world.fixture.ts';
import type { Answer, User } from '../common/flip-world.fixture.ts';
import type { Config } from '../../../platform/config/config.ts';
import { Clock, SettableClock } from '../../../platform/clock/clock.ts';

export interface SeenLine {
  readonly id: string;
  readonly state: string;
  readonly side: 'MASTER' | 'COMPOSITION';
  readonly title: string;
  readonly party: { readonly id: string; readonly name: string } | null;
  readonly mine: boolean;
  readonly reachable: boolean;
  readonly grantId: string | null;
  readonly reasons: readonly { readonly code: string; readonly detail: string }[];
  readonly offer: { readonly breaks: readonly { readonly code: string; readonly detail: string }[] } | null;
}

export interface SeenRequest {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly hash: string;
  readonly recipe: Record<string, unknown> | null;
  readonly publishedCode: string | null;
  readonly lines: readonly SeenLine[];
  readonly events: readonly {
    readonly kind: string;
    readonly text: string | null;
    readonly by: string | null;
  }[];
}

/** A label and a writer, each with a manager of its own, of one recording that nobody opted in; a producer who asks. */
export class RequestWorld {
  readonly world: FlipWorld;
  readonly operator: User;
  readonly labelUser: User;
  readonly writerUser: User;
  readonly producer: User;
  readonly label: string;
  readonly writer: string;
  private serial = 0;

  private constructor(
    world: FlipWorld,
    users: Record<'operator' | 'labelUser' | 'writerUser' | 'producer', User>,
    parties: { label: string; writer: string },
  ) {
    this.world = world;
    this.operator = users.operator;
    this.labelUser = users.labelUser;
    this.writerUser = users.writerUser;
    this.producer = users.producer;
    this.label = parties.label;
    this.writer = parties.writer;
  }

  static async open(overrides: Partial<Config> = {}): Promise<RequestWorld> {
    const world = await FlipWorld.open(overrides);
    const operator = await world.user('olga', { operator: true });
    const labelUser = await world.user('lena');
    const writerUser = await world.user('willa');
    const producer = await world.user('pia');
    await world.tariff(operator);
    const label = await world.party(labelUser, 'North Label');
    const writer = await world.party(writerUser, 'Ada Writer');
    return new RequestWorld(world, { operator, labelUser, writerUser, producer }, { label, writer });
  }

  /** A recording of the two, nothing granted. */
  async recording(who: { label?: string; writer?: string } = {}): Promise<string> {
    const isrc = `GBREQ26${String((this.serial += 1)).padStart(5, '0')}`;
    await this.world.recording(this.operator, isrc, {
      label: this.label,
      writer: this.writer,
      title: `Tide ${this.serial}`,
      ...who,
    });
    return isrc;
  }

  draft(isrcs: readonly string[], over: Partial<Recipe> = {}): SignedRecipe {
    return flip(isrcs, `Draft ${(this.serial += 1)}`, over);
  }

  ask(recipe: unknown, user: User = this.producer, territory?: string): Promise<Answer> {
    return this.world.post('/api/clearance-requests', user, {
      recipe,
      message: 'May I?',
      ...(territory === undefined ? {} : { territory }),
    });
  }

  /** @returns the id of a request for a fresh recording. */
  async asked(recipe?: unknown): Promise<string> {
    const answer = await this.ask(recipe ?? this.draft([await this.recording()]));
    if (answer.status !== 201) throw new Error(answer.text);
    return (answer.json as { id: string }).id;
  }

  async see(id: string, user: User = this.producer): Promise<SeenRequest> {
    const answer = await this.world.get(`/api/clearance-requests/${id}`, user);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.json;
  }

  async line(id: string, side: 'MASTER' | 'COMPOSITION'): Promise<SeenLine> {
    const { lines } = await this.see(id);
    return lines.find((line) => line.side === side)!;
  }

  /** Answers the line of a side as the party that it asks, or as somebody else. */
  async answer(
    id: string,
    side: 'MASTER' | 'COMPOSITION',
    action: string,
    body: object,
    as?: User,
  ): Promise<Answer> {
    const { id: line } = await this.line(id, side);
    const user = as ?? (side === 'MASTER' ? this.labelUser : this.writerUser);
    return await this.world.post(`/api/clearance-requests/${id}/lines/${line}/${action}`, user, body);
  }

  approve(id: string, side: 'MASTER' | 'COMPOSITION', terms: object = {}, as = 'THIS_FLIP'): Promise<Answer> {
    return this.answer(id, side, 'approve', { as, terms });
  }

  publish(recipe: unknown): Promise<Answer> {
    return this.world.post('/api/recipes', this.producer, { recipe, tags: [] });
  }

  /** Puts the instance's clock where a test wants it. */
  setClock(instant: Date): void {
    const clock = this.world.app.get(Clock);
    const standing = new SettableClock(instant);
    clock.now = () => standing.now();
  }
}
