import { isRefusal, type MeteringApi } from '../../engine/metering/metering-api.ts';
import { api } from '../../api/client.ts';
import { ApiProblem, unwrap } from '../queries/api-problem.ts';

/** Metering's view of the instance. Throws where asking again later can help; a refusal is an answer. */
export const meteringApi: MeteringApi = {
  async requestGrant(request) {
    const { data, error, response } = await api.POST('/api/plays/grants', { body: request });
    if (data) return { kind: 'granted', grant: data };
    const problem = new ApiProblem(response.status, error ?? {});
    if (!isRefusal(response.status)) throw problem;
    return { kind: 'refused', reason: problem.code, detail: problem.message };
  },
  async submitReceipts(receipts) {
    const body = { receipts: receipts.map((receipt) => ({ ...receipt, sources: [...receipt.sources] })) };
    return unwrap(await api.POST('/api/plays', { body })).results;
  },
};
