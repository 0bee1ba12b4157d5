module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'bus-kafka', rootDir: __dirname };
