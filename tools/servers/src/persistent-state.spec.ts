import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { persistentPorts } from './persistent-servers';
import { parseState, readState, removeState, renderState, writeState } from './persistent-state';

const state = { ports: { kafka: 1, controller: 2, mongodb: 3 }, pids: { kafka: 4, mongodb: 0 } };

describe('the state of the persistent set', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-state-'));
  const file = join(dir, 'state.json');
  afterAll(() => {
    rmSync(dir, { recursive: true });
  });

  it('is read back as it was written', () => {
    writeState(file, state);
    expect(readState(file)).toEqual(state);
  });

  it('is missing after removal, twice removed or never there', () => {
    removeState(file);
    removeState(file);
    expect(readState(file)).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['half a file', renderState(state).slice(0, 40)],
    ['null', 'null'],
    ['another version', renderState(state).replace('"version": 1', '"version": 2')],
    ['a pid that is no number', renderState(state).replace('4', '"4"')],
    ['a negative pid, which would mean a process group', renderState(state).replace('4', '-4')],
    ['no ports', JSON.stringify({ version: 1, pids: state.pids })],
  ])('counts as missing when it holds %s', (_, text) => {
    writeFileSync(file, text);
    expect(readState(file)).toBeUndefined();
    expect(parseState(text)).toBeUndefined();
  });
});

describe('persistentPorts', () => {
  it('are fixed unless variables change them; the controller sits beside its broker', () => {
    expect(persistentPorts({})).toEqual({ kafka: 19_092, controller: 19_093, mongodb: 27_117 });
    const given = { SERVERS_KAFKA_PORT: '20100', SERVERS_MONGODB_PORT: '20200' };
    expect(persistentPorts(given)).toEqual({ kafka: 20_100, controller: 20_101, mongodb: 20_200 });
  });

  it.each(['x', '0', '70000', '1.5'])('refuse %s', (port) => {
    expect(() => persistentPorts({ SERVERS_KAFKA_PORT: port })).toThrow('SERVERS_KAFKA_PORT');
  });
});
