import { referenceRender } from '../../../apps/client/src/engine/render/reference-recipe.ts';

/** Renders the reference recipe; tells the page in a worker, the terminal in Node. */
const rendered = await referenceRender();
if (typeof process === 'undefined') postMessage(rendered);
else console.log(JSON.stringify(rendered));
