import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { MakeRequest } from './asked.ts';
import type { RouteName } from './routes.ts';
import type { Stage } from './stage.ts';

/** An import in this state. What it is of does not matter to who may do what. */
async function freshImport(
  { world, party, owner }: Stage,
  state: 'DONE' | 'QUEUED' | 'CANCELLED',
): Promise<string> {
  const { prisma } = world.database;
  const upload = {
    id: newId(),
    partyId: party,
    fileName: 'a.csv',
    format: 'CSV',
    bytes: 1,
    arrivedAt: new Date(),
  };
  await prisma.importUpload.create({ data: upload });
  const finishedAt = state === 'QUEUED' ? null : new Date();
  const data = {
    id: newId(),
    partyId: party,
    uploadId: upload.id,
    createdBy: owner.id,
    dryRun: state === 'DONE',
    state,
    finishedAt,
  };
  await prisma.catalogueImport.updateMany({
    where: { state: 'QUEUED' },
    data: { state: 'CANCELLED', finishedAt: new Date() },
  });
  await prisma.catalogueImport.create({ data });
  return data.id;
}

async function permitImports({ world, party, operator }: Stage): Promise<void> {
  const body = { permitted: true, evidence: 'Known by contract' };
  await world.send('PUT', `/api/parties/${party}/import-permission`, operator, body);
}

/** Imports of catalogues. */
export const IMPORT_REQUESTS: Readonly<Record<RouteName, MakeRequest>> = {
  'GET /api/parties/:id/imports': ({ party }) => ({ url: `/api/parties/${party}/imports` }),
  'POST /api/parties/:id/imports': async (stage) => {
    await permitImports(stage);
    await freshImport(stage, 'DONE');
    const file = { type: 'text/csv', text: 'subject_key,subject_type,title,party_name,role' };
    return { url: `/api/parties/${stage.party}/imports?fileName=a.csv`, file };
  },
  'GET /api/parties/:id/import-permission': ({ party }) => ({
    url: `/api/parties/${party}/import-permission`,
  }),
  'PUT /api/parties/:id/import-permission': ({ party }) => ({
    url: `/api/parties/${party}/import-permission`,
    body: { permitted: true, evidence: 'Known by contract' },
  }),
  'GET /api/imports/template.csv': () => ({ url: '/api/imports/template.csv' }),
  'GET /api/imports/:id': async (stage) => ({ url: `/api/imports/${await freshImport(stage, 'DONE')}` }),
  'GET /api/imports/:id/rows': async (stage) => ({
    url: `/api/imports/${await freshImport(stage, 'DONE')}/rows`,
  }),
  'GET /api/imports/:id/rows.csv': async (stage) => ({
    url: `/api/imports/${await freshImport(stage, 'DONE')}/rows.csv`,
  }),
  'POST /api/imports/:id/apply': async (stage) => {
    await permitImports(stage);
    return { url: `/api/imports/${await freshImport(stage, 'DONE')}/apply` };
  },
  'POST /api/imports/:id/cancel': async (stage) => {
    await permitImports(stage);
    return { url: `/api/imports/${await freshImport(stage, 'QUEUED')}/cancel` };
  },
  'POST /api/imports/:id/resume': async (stage) => {
    await permitImports(stage);
    return { url: `/api/imports/${await freshImport(stage, 'CANCELLED')}/resume` };
  },
};
