/** What a person sees first: where it is, and three lines to try, to be pasted one after the other. */
export function welcome(url: string, dataDir: string): string {
  const item = JSON.stringify([
    { product: { sku: 'SLUICE-1', name: 'First drop', price: 9.5, status: 1, visibility: 4 } },
    { product: { sku: 'SLUICE-2', name: 'Second drop', price: 12, status: 1, visibility: 4 } },
  ]);
  return [
    '',
    `Sluice is listening on ${url}, its data is in ${dataDir}`,
    '',
    'Try it:',
    `curl -s -X POST ${url}/rest/async/bulk/V1/products -H 'Content-Type: application/json' -d '${item}'`,
    `curl -s '${url}/bulks?limit=1'`,
    `curl -s ${url}/rest/V1/products/SLUICE-1`,
    '',
    'More: npm run demo sends a catalogue and follows it to the end.',
    '',
  ].join('\n');
}
