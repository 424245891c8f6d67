import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const built = async (path: string): Promise<unknown> =>
  await import(pathToFileURL(resolve('apps/api/dist', path)).href);

/** The listing and the refresh as the server runs them, from the build, on a database of their own. */
export async function openServices(databaseUrl: string) {
  const { Database } = (await built(
    'platform/database/database.js',
  )) as typeof import('../../../apps/api/src/platform/database/database.ts');
  const { Outbox } = (await built(
    'platform/outbox/outbox.js',
  )) as typeof import('../../../apps/api/src/platform/outbox/outbox.ts');
  const { Clock } = (await built(
    'platform/clock/clock.js',
  )) as typeof import('../../../apps/api/src/platform/clock/clock.ts');
  const consent = (await built(
    'modules/consent/index.js',
  )) as typeof import('../../../apps/api/src/modules/consent/index.ts');
  const { RecordingListingView } = (await built(
    'modules/consent/recording-listing.view.js',
  )) as typeof import('../../../apps/api/src/modules/consent/recording-listing.view.ts');
  const { FewRecordingsView } = (await built(
    'modules/consent/few-recordings.view.js',
  )) as typeof import('../../../apps/api/src/modules/consent/few-recordings.view.ts');
  const { RecordingClearanceRepository } = (await built(
    'modules/consent/recording-clearance.repository.js',
  )) as typeof import('../../../apps/api/src/modules/consent/recording-clearance.repository.ts');
  const database = new Database({ databaseUrl, databasePool: 2 });
  const [outbox, clock] = [new Outbox(), new Clock()];
  const tariffs = new consent.TariffService(database, new consent.TariffRepository(), outbox, clock);
  return {
    database,
    listing: new consent.RecordingListingService(
      new RecordingListingView(database),
      new FewRecordingsView(database),
      { defaultTerritory: 'GB' },
    ),
    clearances: new consent.RecordingClearanceService(
      database,
      new RecordingClearanceRepository(database),
      new consent.ClearanceGroundRepository(),
      tariffs,
      outbox,
      clock,
    ),
  };
}
