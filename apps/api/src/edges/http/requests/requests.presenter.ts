import type {
  RequestDetail,
  RequestEvent,
  RequestSummary,
  UnreachableLine,
} from '../../../modules/requests/index.ts';
import { presentEconomics } from '../recipes/recipes.presenter.ts';

interface Dated {
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

const dates = ({ createdAt, expiresAt }: Dated) => ({
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});

export const presentSummary = (summary: RequestSummary) => ({
  ...summary,
  ...dates(summary),
  decidedAt: summary.decidedAt?.toISOString() ?? null,
});

export const presentUnreachable = (line: UnreachableLine) => ({ ...line, ...dates(line) });

const presentEvent = (event: RequestEvent) => ({ ...event, createdAt: event.createdAt.toISOString() });

export const presentRequest = (detail: RequestDetail) => ({
  ...detail,
  ...dates(detail),
  decidedAt: detail.decidedAt?.toISOString() ?? null,
  economics: presentEconomics(detail.economics),
  events: detail.events.map(presentEvent),
});
