module.exports = {
  ...require('../../../jest.preset.cjs'),
  displayName: 'dialect-native',
  rootDir: __dirname,
};
