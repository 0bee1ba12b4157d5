module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'e2e',
  rootDir: __dirname,
  globalSetup: '<rootDir>/src/global-setup.fixture.ts',
  globalTeardown: '<rootDir>/src/global-teardown.fixture.ts',
  setupFilesAfterEnv: ['<rootDir>/src/patience.fixture.ts'],
};
