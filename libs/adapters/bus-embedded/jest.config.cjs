module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'bus-embedded', rootDir: __dirname };
