import createClient from 'openapi-fetch';
import type { components, paths } from './schema.ts';

/** The instance's API, typed from `docs/openapi.json`. Same origin; the session cookie goes along. */
export const api = createClient<paths>({ credentials: 'same-origin' });

export type Schemas = components['schemas'];
/** RFC 9457 problem details, as every failing route answers. */
export type Problem = Schemas['Problem'];
