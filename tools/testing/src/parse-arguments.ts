import { STAGES, type Stage } from './stages';

/** What one call of `npm test` shall run. */
export interface TestRequest {
  readonly stages: readonly Stage[];
  /** Handed to jest as they are: a path pattern, `-t name`. */
  readonly jestArguments: readonly string[];
  /** Whether only tests of some name run: jest then reports the others as skipped, which they are not. */
  readonly byName: boolean;
}

const NAME_OPTION = /^(?:-t|--testNamePattern)(?:=|$)/u;

/**
 * Reads `[stage...] [jest argument...]`: leading names of stages choose them (none: all), in the stages' own
 * order; what follows is jest's.
 */
export function parseArguments(given: readonly string[]): TestRequest {
  const isStage = (word: string): boolean => STAGES.some(({ name }) => name === word);
  const end = given.findIndex((word) => !isStage(word));
  const names = end < 0 ? given : given.slice(0, end);
  const jestArguments = given.slice(names.length);
  return {
    stages: STAGES.filter(({ name }) => names.length === 0 || names.includes(name)),
    jestArguments,
    byName: jestArguments.some((argument) => NAME_OPTION.test(argument)),
  };
}
