module.exports = {
  ...require('../../../jest.preset.cjs'),
  displayName: 'store-mongodb',
  rootDir: __dirname,
  testEnvironment: require.resolve('../../../tools/servers/skipping-environment.cjs'),
};
