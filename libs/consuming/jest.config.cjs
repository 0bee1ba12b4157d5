module.exports = { ...require('../../jest.preset.cjs'), displayName: 'consuming', rootDir: __dirname };
