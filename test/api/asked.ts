import type { Stage } from './stage.ts';

export interface Asked {
  readonly url: string;
  readonly body?: object;
  /** A file instead of a body in JSON, with its type. */
  readonly file?: { readonly type: string; readonly text: string };
}

export type MakeRequest = (stage: Stage) => Asked | Promise<Asked>;
