module.exports = {
  ...require('../../../jest.preset.cjs'),
  displayName: 'store-mongodb',
  rootDir: __dirname,
  testEnvironment: '<rootDir>/skipping-environment.cjs',
};
