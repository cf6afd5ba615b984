/** A client-made message id: 22 letters and digits. `crypto.randomUUID` is missing on plain http. */
export function newClientMessageId(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const random = crypto.getRandomValues(new Uint8Array(22));
  return Array.from(random, (byte) => alphabet[byte % alphabet.length]).join('');
}
