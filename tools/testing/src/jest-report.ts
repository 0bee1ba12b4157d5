/** What we read of the file that `jest --json --outputFile` writes. */
export interface JestReport {
  readonly testResults: readonly JestSuite[];
}

/** One spec file. */
export interface JestSuite {
  /** Absolute path. */
  readonly name: string;
  readonly status: string;
  /** Why it did not run, or what failed in it. */
  readonly message: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly assertionResults: readonly JestTest[];
}

/** One test. */
export interface JestTest {
  readonly status: string;
  readonly fullName: string;
  readonly ancestorTitles: readonly string[];
  readonly failureMessages: readonly string[] | null;
}
