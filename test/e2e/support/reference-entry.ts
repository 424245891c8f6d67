import { renderReferences } from '../../../apps/client/src/engine/render/reference-recipe.ts';

/** Renders the reference recipes; tells the page in a worker, the terminal in Node. */
const rendered = await renderReferences();
if (typeof process === 'undefined') postMessage(rendered);
else console.log(JSON.stringify({ runtime: process.version, rendered }));
