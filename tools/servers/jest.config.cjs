module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'servers',
  rootDir: __dirname,
  testEnvironment: '<rootDir>/skipping-environment.cjs',
};
