const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest decides what to skip while it loads a file, before anything can be awaited. A suite that learns only
 * in its beforeAll that it has no servers sets `globalThis.skipReason`: its tests are then skipped, each by
 * its name, and the reason is said once.
 */
class SkippingEnvironment extends TestEnvironment {
  handleTestEvent(event) {
    const { skipReason } = this.global;
    if (event.name !== 'test_start' || typeof skipReason !== 'string') return;
    event.test.mode = 'skip';
    if (this.said !== skipReason) process.stderr.write(`skipped: ${skipReason}\n`);
    this.said = skipReason;
  }
}

module.exports = SkippingEnvironment;
