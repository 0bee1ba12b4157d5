/** Whole processes and real servers start in the hooks. Set here, because a project's own `testTimeout` is not read. */
jest.setTimeout(120_000);
