import { createOpenCalls } from './open-calls';

const never = (): Promise<string> => new Promise(() => undefined);

/** A clock whose delays end when the test says so, or when their signal aborts. */
function setUp() {
  const delays: { readonly ms: number; readonly end: () => void }[] = [];
  const clock = {
    delay: (ms: number, signal?: { addEventListener: AbortSignal['addEventListener'] }): Promise<void> =>
      new Promise((resolve) => {
        delays.push({ ms, end: resolve });
        signal?.addEventListener('abort', () => {
          resolve();
        });
      }),
  };
  return { calls: createOpenCalls(clock), delays, closing: new AbortController() };
}

describe('the calls that are under way', () => {
  it('settle as their work does', async () => {
    const { calls } = setUp();
    await expect(calls.run(Promise.resolve(3))).resolves.toBe(3);
    await expect(calls.run(Promise.reject(new Error('meant to fail')))).rejects.toThrow('meant to fail');
  });

  it('end as unavailable where they outlive their server by more than a look for another one takes', async () => {
    const { calls, delays, closing } = setUp();
    const hung = expect(calls.run(never())).rejects.toMatchObject({ code: 'unavailable', retriable: true });
    const answered = calls.run(Promise.resolve('in time'));
    const lost = calls.serverLost(closing.signal);
    const later = calls.run(never());
    expect(delays).toMatchObject([{ ms: 5_000 }]);
    await expect(answered).resolves.toBe('in time');
    delays[0]?.end();
    expect(await lost).toBe(1);
    await hung;
    await expect(Promise.race([later, Promise.resolve('still under way')])).resolves.toBe('still under way');
  });

  it('are left to themselves where the stores are being closed', async () => {
    const { calls, closing } = setUp();
    const hung = calls.run(never());
    const lost = calls.serverLost(closing.signal);
    closing.abort();
    expect(await lost).toBe(0);
    await expect(Promise.race([hung, Promise.resolve('still under way')])).resolves.toBe('still under way');
  });
});
