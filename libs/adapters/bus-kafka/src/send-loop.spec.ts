import { PortError } from '@sluice/ports';
import { manualClock, settle } from './manual-clock.fixture';
import { createPublishCall, type PublishCall } from './publish-call';
import { createSendLoop, type CallRecord, type SendLoop } from './send-loop';

const unavailable = new PortError('unavailable', 'no answer');
const refused = new PortError('refused', 'never');

interface Sent {
  readonly texts: unknown[];
  readonly answer: (error?: PortError) => Promise<void>;
}

function setUp() {
  const clock = manualClock();
  const sends: Sent[] = [];
  const send = (records: readonly CallRecord[]): Promise<void> =>
    new Promise((resolve, reject) => {
      const answer = (error?: PortError): Promise<void> => {
        if (error) reject(error);
        else resolve();
        return settle();
      };
      sends.push({ texts: records.map(({ message }) => message.value), answer });
    });
  return { clock, sends, loop: createSendLoop({ send, clock }) };
}

function add(loop: SendLoop, texts: readonly string[], startBefore = 31_000): PublishCall {
  const call = createPublishCall(texts.length, startBefore);
  call.done.catch(() => undefined);
  const toRecord = (value: string): CallRecord => ({
    call,
    topic: 't',
    partition: 0,
    bytes: 10,
    message: { key: null, value, headers: {} },
  });
  loop.add(call, texts.map(toRecord));
  return call;
}

describe('the send loop', () => {
  test('has one send in flight; calls that wait share the next one, in order', async () => {
    const { sends, loop } = setUp();
    const first = add(loop, ['a']);
    await settle();
    const [second, third] = [add(loop, ['b', 'c']), add(loop, ['d'])];
    await settle();
    expect(sends.map(({ texts }) => texts)).toEqual([['a']]);
    await sends[0]?.answer();
    expect(sends.map(({ texts }) => texts)).toEqual([['a'], ['b', 'c', 'd']]);
    await sends[1]?.answer();
    await Promise.all([first.done, second.done, third.done, loop.idle()]);
  });

  test('tries a failed send again before anything newer', async () => {
    const { clock, sends, loop } = setUp();
    add(loop, ['a']);
    await settle();
    add(loop, ['b']);
    await sends[0]?.answer(unavailable);
    await clock.advance(100);
    await sends[1]?.answer();
    expect(sends.map(({ texts }) => texts)).toEqual([['a'], ['a'], ['b']]);
  });

  test('gives up at startBefore: what was tried says why, what waited says deadline', async () => {
    const { clock, sends, loop } = setUp();
    const tried = add(loop, ['a'], 2_000);
    await settle();
    const waited = add(loop, ['b'], 2_000);
    await clock.advance(250);
    await clock.advance(1_000);
    await expect(waited.done).rejects.toMatchObject({ code: 'deadline' });
    await sends[0]?.answer(unavailable);
    await clock.advance(100);
    await expect(tried.done).rejects.toMatchObject({ code: 'unavailable' });
    expect(sends).toHaveLength(1);
  });

  test('a refusal in a shared send hits only the call it is meant for', async () => {
    const { sends, loop } = setUp();
    add(loop, ['first']);
    await settle();
    const [good, bad, late] = [add(loop, ['good']), add(loop, ['bad']), add(loop, ['late'])];
    await sends[0]?.answer();
    await sends[1]?.answer(refused);
    await sends[2]?.answer();
    await sends[3]?.answer(refused);
    await sends[4]?.answer();
    expect(sends.map(({ texts }) => texts)).toEqual([
      ['first'],
      ['good', 'bad', 'late'],
      ['good'],
      ['bad'],
      ['late'],
    ]);
    await Promise.all([good.done, late.done]);
    await expect(bad.done).rejects.toBe(refused);
  });

  test('abandon fails what is open with closed', async () => {
    const { loop } = setUp();
    const call = add(loop, ['a']);
    await settle();
    loop.abandon();
    await expect(call.done).rejects.toMatchObject({ code: 'closed' });
    await loop.idle();
  });
});
