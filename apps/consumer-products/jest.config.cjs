module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'consumer-products',
  rootDir: __dirname,
};
