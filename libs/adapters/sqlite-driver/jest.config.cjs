module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'sqlite-driver', rootDir: __dirname };
