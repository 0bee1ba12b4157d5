module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'consumer-inventory',
  rootDir: __dirname,
};
