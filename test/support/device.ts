import { randomBytes } from 'node:crypto';
import { canonicalBytes, didKeyFromPublicKey, publicKeyOf, signBytes } from '@flipside/recipe';

/** A listener's device as far as the instance sees it: a key, and receipts signed with it. */
export class Device {
  readonly #seed = randomBytes(32);
  readonly id: string = didKeyFromPublicKey(publicKeyOf(this.#seed));

  /** A signed receipt for one grant. */
  receipt(play: {
    home: string;
    grant: string;
    recipe: string;
    start: Date;
    heardMs: number;
    sources: readonly object[];
  }): object {
    const unsigned = {
      v: 1,
      ...play,
      start: play.start.toISOString(),
      app: 'flipside-test/1',
      device: this.id,
    };
    const sig = Buffer.from(signBytes(canonicalBytes(unsigned), this.#seed)).toString('base64url');
    return { ...unsigned, sig };
  }
}
