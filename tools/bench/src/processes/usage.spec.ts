import { cpuBetween, readUsage } from './usage';

const onLinux = process.platform === 'linux';

describe('readUsage', () => {
  test('knows what this process used, where the system tells', () => {
    const used = process.cpuUsage();
    const { cpuUs, rssMb } = readUsage([process.pid]);
    // Counted in hundredths of a second.
    expect(cpuUs ?? Infinity).toBeGreaterThan((used.user + used.system) * 0.8 - 20_000);
    expect(rssMb === null).toBe(!onLinux);
  });

  test('adds nothing up when one of the processes is gone', () => {
    expect(readUsage([process.pid, 2 ** 30])).toEqual({ cpuUs: null, rssMb: null });
    expect(readUsage([])).toEqual({ cpuUs: null, rssMb: null });
  });
});

test('cpuBetween is unknown when an end is', () => {
  const at = (cpuUs: number | null) => ({ cpuUs, rssMb: 1 });
  expect(cpuBetween(at(1), at(5))).toBe(4);
  expect(cpuBetween(at(null), at(5))).toBeNull();
});
