module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'consumer-sales',
  rootDir: __dirname,
};
