import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { parseRecipe } from '@flipside/recipe';
import { producerSigner } from '../../../engine/storage/signing-keys.ts';
import { api } from '../../../api/client.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { unwrap } from '../../queries/api-problem.ts';
import { useWithdrawRequest, type ClearanceRequest } from '../../queries/requests.ts';
import type { User } from '../../queries/session.ts';

/** Signs the very draft that was agreed to, and publishes it. */
function usePublishDraft(request: ClearanceRequest) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (user: User) => {
      const parsed = parseRecipe(request.recipe);
      if (!parsed.ok) throw new Error(`This recipe cannot be read: ${parsed.issues[0]?.message ?? ''}.`);
      const signed = (await producerSigner(user.id)).sign(parsed.recipe, new Date());
      return unwrap(await api.POST('/api/recipes', { body: { recipe: { ...signed }, tags: [] } }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['requests'] });
      await client.invalidateQueries({ queryKey: ['feed'] });
    },
  });
}

function TakeBack({ request }: { request: ClearanceRequest }) {
  const [asking, setAsking] = useState(false);
  const withdraw = useWithdrawRequest(request.id);
  return (
    <>
      <Button variant="subtle" data-danger onClick={() => setAsking(true)}>
        Take back
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Take this request back?">
        <div className="request-form">
          <p>Those who were asked do not see the draft any more. You can ask again.</p>
          {withdraw.isError && <ProblemMessage error={withdraw.error} />}
          <div className="row">
            <Button
              data-danger
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate(undefined, { onSuccess: () => setAsking(false) })}
            >
              Take it back
            </Button>
            <Button variant="subtle" onClick={() => setAsking(false)}>
              Leave it open
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}

/** What the producer can do next: publish when everybody agreed, else change the draft or take it back. */
export function ProducerActions({ request, user }: { request: ClearanceRequest; user: User }) {
  const publish = usePublishDraft(request);
  const { state, publishedCode, clearance } = request;
  const canPublish = state === 'APPROVED' && publishedCode === null;
  return (
    <div className="request-producer">
      {publishedCode !== null && (
        <LinkButton variant="filled" to="/r/$code" params={{ code: publishedCode }}>
          Open flip
        </LinkButton>
      )}
      {canPublish && (
        <Button
          variant="filled"
          disabled={clearance.state !== 'CLEARED'}
          loading={publish.isPending}
          onClick={() => publish.mutate(user)}
        >
          Publish
        </Button>
      )}
      {state !== 'WITHDRAWN' && publishedCode === null && (
        <LinkButton to="/studio" search={{ request: request.id }}>
          Change in the studio
        </LinkButton>
      )}
      {state === 'OPEN' && <TakeBack request={request} />}
      {canPublish && clearance.state !== 'CLEARED' && (
        <p className="small stop">Something that was agreed to does not hold any more. Ask again.</p>
      )}
      {publish.isError && <ProblemMessage error={publish.error} />}
    </div>
  );
}
