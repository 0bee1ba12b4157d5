const MASK = '***';
/** `scheme://user:password@`; the password ends at the last @ before a slash or a space, for some are not encoded. */
const URL_PASSWORD = /([a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/]*@/gi;
/** `password=…`, `authToken: …` and their like, in a URL's query or in a sentence. */
const NAMED_SECRET = /((?:password|passwd|secret|token|api_?key)\w*["']?\s*[=:]\s*["']?)[^\s&,;"'}]+/gi;

/** A text without the passwords in its URLs and without the values of what is named like a secret. */
export function maskSecrets(text: string): string {
  return text.replace(URL_PASSWORD, `$1${MASK}@`).replace(NAMED_SECRET, `$1${MASK}`);
}
