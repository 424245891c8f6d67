interface Asking<Answer, Variables> {
  readonly mutateAsync: (variables: Variables) => Promise<Answer>;
}

/**
 * Does it, and goes on when it is done: to another screen, say. The callbacks of `mutate` are not called once the component
 * that asked is gone, and the fresh data that a success brings can take it away first. What fails stays in the mutation's
 * `error`, which the screen shows.
 */
export async function thenGo<Answer, Variables>(
  asking: Asking<Answer, Variables>,
  variables: Variables,
  go: (answer: Answer) => unknown,
): Promise<void> {
  const done = await asking.mutateAsync(variables).then(
    (answer) => ({ answer }),
    () => null,
  );
  if (done !== null) await go(done.answer);
}
