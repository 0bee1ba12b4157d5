module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'consumer-prices',
  rootDir: __dirname,
};
