import { parseArguments } from './parse-arguments';

const names = (given: readonly string[]): string[] => parseArguments(given).stages.map(({ name }) => name);

describe('parseArguments', () => {
  it('runs all stages when none is named', () => {
    expect(names([])).toEqual(['unit', 'contract', 'e2e']);
    expect(names(['libs/intake'])).toEqual(['unit', 'contract', 'e2e']);
  });

  it('runs the named stages in their own order, each once', () => {
    expect(names(['e2e', 'unit', 'e2e'])).toEqual(['unit', 'e2e']);
  });

  it('hands the rest to jest, also a word that is a stage', () => {
    expect(parseArguments(['unit', 'libs/x', '-t', 'e2e'])).toMatchObject({
      jestArguments: ['libs/x', '-t', 'e2e'],
      byName: true,
    });
  });

  it.each(['-t', '-t=x', '--testNamePattern=x'])('knows %s for a choice by name', (option) => {
    expect(parseArguments([option]).byName).toBe(true);
  });

  it('takes a path for no choice by name', () => {
    expect(parseArguments(['libs/-t']).byName).toBe(false);
  });
});
