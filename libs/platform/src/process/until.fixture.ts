/** Polls a fact until it holds. */
export async function until(fact: () => boolean, deadlineMs = 5000): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!fact()) {
    if (Date.now() > end) throw new Error('the fact did not come to hold in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
