import { canonicalise, recipeHash, signRecipe } from '@flipside/recipe';
import type { Recipe } from '@flipside/recipe';
import { PlainServer } from '../../federation/support/plain-server.ts';
import type { PlainActivity } from '../../federation/support/plain-server.ts';
import { eventually } from './browser.ts';

const RECIPE_TYPE = 'application/vnd.flipside.recipe+json';
const KEY = new Uint8Array(32).fill(9);

/** A server of other people with Zoe on it, who publishes flips, answers and is answered. */
export class OtherServer {
  readonly plain: PlainServer;
  private serial = 0;

  private constructor(plain: PlainServer) {
    this.plain = plain;
    const href = plain.actor;
    const links = [{ rel: 'self', type: 'application/activity+json', href }];
    const path = `/.well-known/webfinger?resource=${encodeURIComponent(`acct:zoe@${this.host}`)}`;
    plain.documents.set(path, { body: { subject: `acct:zoe@${this.host}`, links } });
  }

  static async start(): Promise<OtherServer> {
    return new OtherServer(await PlainServer.start());
  }

  get host(): string {
    return new URL(this.plain.origin).host;
  }

  /** The next activity of this type that arrives, or arrived. */
  async hears(type: string): Promise<PlainActivity> {
    const find = () => this.plain.received.find((one) => one.type === type);
    await eventually(
      `Zoe hears ${type}`,
      () => Promise.resolve(find() !== undefined),
      (heard) => heard,
    );
    return find()!;
  }

  /** Signs and posts; the instance has to take it in. */
  async tells(instance: string, type: string, object: unknown): Promise<void> {
    const status = await this.plain.send(`${instance}/ap/inbox`, type, object);
    if (status !== 202) throw new Error(`${type} was answered with ${status}`);
  }

  note(facts: Record<string, unknown>): Record<string, unknown> {
    this.serial += 1;
    const id = `${this.plain.origin}/notes/${this.serial}`;
    return { id, type: 'Note', attributedTo: this.plain.actor, ...facts };
  }

  /** A flip like this one under another name, with its recipe and credits where the note says they are. */
  flip(like: Record<string, unknown>, title: string): Record<string, unknown> {
    const { proof: _proof, ...rest } = like;
    const recipe = signRecipe({ ...rest, title } as unknown as Recipe, KEY, new Date());
    const path = `/api/recipes/${recipeHash(recipe)}`;
    const link = '<credits>; rel="describedby"; title="Credits"';
    this.plain.documents.set(`${path}/document`, {
      body: JSON.parse(canonicalise(recipe)) as unknown,
      headers: { 'content-type': RECIPE_TYPE, link },
    });
    const words = `Remixed by Zoe.\n\nPaper Lanterns by Ines Vauquel.`;
    const source = {
      ...{ sourceId: 's1', isrc: 'GBTST2500001', title: 'Paper Lanterns', artist: 'Ines Vauquel' },
      ...{ recording: [], composition: [{ name: 'Ines Vauquel', role: 'Composer' }], usageMs: 30_000 },
    };
    const credits = { remixer: 'Zoe', sources: [source], parents: [], corrections: [], text: words };
    this.plain.documents.set(`${path}/credits`, { body: credits });
    const href = `${this.plain.origin}${path}/document`;
    return this.note({ name: title, content: title, tag: [{ type: 'Link', mediaType: RECIPE_TYPE, href }] });
  }
}
