import type { Receipt } from '../harness/client';
import type { HttpAnswer } from '../harness/http';
import type { MagentoApi, Operation } from './magento-api.fixture';
import type { Call, Form } from './route-call.fixture';
import type { BadCall, RouteCase, Verdict } from './route-case.fixture';

const ACCEPTED = { status: 'accepted', data_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown };
const SUCCESS = /^Service execution success Magento\\.+::\w+$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The receipt of a 202 that took so many items. */
function receiptOf({ status, json }: HttpAnswer, count: number): Receipt {
  const items = Array.from({ length: count }, (_, id) => ({ id, ...ACCEPTED }));
  expect({ status, json }).toEqual({
    status: 202,
    json: { bulk_uuid: expect.stringMatching(UUID) as unknown, request_items: items, errors: false },
  });
  return json as Receipt;
}

const applied = (operation: Operation | undefined): unknown => {
  expect(operation).toMatchObject({
    status: 1,
    message: expect.stringMatching(SUCCESS) as unknown,
    rowsFailed: 0,
  });
  return operation?.result;
};

/** What a synchronous call answers; a service that answers nothing is told as `[]`. */
function answered({ status, json, text }: HttpAnswer): unknown {
  expect({ status, text }).toMatchObject({ status: 200 });
  return json;
}

type Awaited = Extract<Verdict, { kind: 'failed' | 'rejected' }>;

const isRefused = ({ verdict }: BadCall): boolean => verdict.kind === 'refused';

function expectRefused({ status, json }: HttpAnswer, verdict: Verdict): void {
  if (verdict.kind !== 'refused') throw new Error(`${verdict.kind} is no refusal`);
  expect({ status, json }).toEqual({ status: verdict.status, json: verdict.body });
}

function expectRows(result: unknown, { count, naming }: Extract<Verdict, { kind: 'rows' }>): void {
  const row = { message: expect.stringMatching(/\w+/) as unknown, parameters: expect.anything() as unknown };
  expect(result).toEqual(Array.from({ length: count }, () => row));
  expect(JSON.stringify(result)).toContain(naming);
}

function expectVerdict(operation: Operation | undefined, verdict: Verdict): void {
  if (verdict.kind === 'rows') {
    expect(operation).toMatchObject({ status: 1, rowsFailed: verdict.count });
    expectRows(operation?.result, verdict);
    return;
  }
  const { kind, message } = verdict as Awaited;
  expect(operation).toMatchObject({ status: kind === 'rejected' ? 5 : 3, message, result: null });
}

function expectAnswer(answer: HttpAnswer, verdict: Verdict): void {
  if (verdict.kind === 'rows') {
    expectRows(answered(answer), verdict);
    return;
  }
  const { message } = verdict as Awaited;
  const status = verdict.kind === 'failed' ? verdict.status : 400;
  expect({ status: answer.status, json: answer.json }).toEqual({ status, json: { message } });
}

/** Sends calls of one row in a form; one for the single forms. */
type Send = (calls: readonly Call[]) => Promise<HttpAnswer>;

/** What a case runs with. */
export interface CaseRun {
  readonly api: MagentoApi;
  readonly form: Form;
  /** Nothing else is named like this. */
  readonly name: string;
}

const sender =
  ({ route }: RouteCase, { api, form }: CaseRun): Send =>
  (calls) =>
    api.send(route, form, calls);

/** The good call of a row: accepted, applied, status 1, and read back. */
export async function runGood(row: RouteCase, run: CaseRun): Promise<void> {
  const { api, form } = run;
  const call = await row.good(run);
  const answer = await sender(row, run)([call]);
  if (form === 'sync') {
    await call.check(answered(answer), api);
    return;
  }
  const [operation] = await api.outcomes(receiptOf(answer, 1));
  await call.check(applied(operation), api);
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The same call with its arguments in the other spelling, which counts as much (contract magento-bulk 1). */
const respelled = (call: Call): Call => ({
  ...call,
  item: Object.fromEntries(Object.entries(call.item).map(([name, value]) => [snakeCase(name), value])),
});

async function runBadBulk(row: RouteCase, run: CaseRun, bad: BadCall): Promise<void> {
  const { api } = run;
  const good = await row.good({ api, name: `${run.name}-beside` });
  const send = sender(row, run);
  const answer = await send([respelled(good), bad]);
  if (isRefused(bad)) {
    // All or nothing: the good item has not been taken either.
    expectRefused(answer, bad.verdict);
    return;
  }
  const [first, second] = await api.outcomes(receiptOf(answer, 2));
  await good.check(applied(first), api);
  expectVerdict(second, bad.verdict);
}

/** The bad call of a row, in a bulk beside a good one in snake_case: refused or failed as the contract says. */
export async function runBad(row: RouteCase, run: CaseRun): Promise<void> {
  const { api, form } = run;
  const bad = await row.bad(run);
  if (form === 'bulk') {
    await runBadBulk(row, run, bad);
    return;
  }
  const answer = await sender(row, run)([bad]);
  if (isRefused(bad)) expectRefused(answer, bad.verdict);
  else if (form === 'sync') expectAnswer(answer, bad.verdict);
  else expectVerdict((await api.outcomes(receiptOf(answer, 1)))[0], bad.verdict);
}
