module.exports = {
  ...require('../../../jest.preset.cjs'),
  displayName: 'dialect-magento',
  rootDir: __dirname,
};
