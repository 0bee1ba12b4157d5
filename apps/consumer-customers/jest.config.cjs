module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'consumer-customers',
  rootDir: __dirname,
};
