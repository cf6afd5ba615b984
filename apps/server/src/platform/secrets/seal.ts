/**
 * One secret, sealed: AES-256-GCM under the installation's key, bound to the place it is kept in.
 *
 *   v1.<id of the key>.<base64url of nonce (12 bytes), ciphertext, tag (16 bytes)>
 *
 * The place (what for, whose) is authenticated with it: a sealed value copied into another row, or
 * another column, does not open there. A nonce is random and used once; with 96 bits, two are alike
 * by chance only after some 2^32 sealings under one key.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface SecretPlace {
  /** What it is for, as "model_key". */
  purpose: string;
  /** Whose it is: ids from the largest to the smallest, as workspace and AI agent. */
  owner: readonly string[];
}

/** Does not open: another key sealed it, it was changed, or it belongs somewhere else. */
export type Opened = { plain: string } | 'sealed_with_another_key';

export interface Secrets {
  seal(plain: string, place: SecretPlace): string;
  open(sealed: string, place: SecretPlace): Opened;
  /** Values that begin so are sealed with the key in use. */
  readonly prefix: string;
}

export const KEY_BYTES = 32;
const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OTHER_KEY = 'sealed_with_another_key';

/** @param keys of 32 bytes: the one that seals, then those that may have sealed before. */
export function createSecrets([current, ...earlier]: readonly [Buffer, ...Buffer[]]): Secrets {
  const keys = new Map([...earlier, current].map((key) => [idOf(key), key]));
  const prefix = `${VERSION}.${idOf(current)}.`;

  function seal(plain: string, place: SecretPlace): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, current, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(placed(prefix, place));
    const content = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final()]);
    return prefix + Buffer.concat([content, cipher.getAuthTag()]).toString('base64url');
  }

  function open(sealed: string, place: SecretPlace): Opened {
    const [, keyId = '', content = ''] = /^v1\.([0-9a-f]{16})\.([\w-]+)$/.exec(sealed) ?? [];
    const key = keys.get(keyId);
    const bytes = Buffer.from(content, 'base64url');
    if (key === undefined || bytes.length < NONCE_BYTES + TAG_BYTES) return OTHER_KEY;
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const cipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(placed(`${VERSION}.${keyId}.`, place));
    cipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const plain = [cipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()];
      return { plain: Buffer.concat(plain).toString('utf8') };
    } catch {
      return OTHER_KEY;
    }
  }

  return { seal, open, prefix };
}

/** Says which key, and nothing about it. */
function idOf(key: Buffer): string {
  if (key.length !== KEY_BYTES) throw new Error(`A secret key has ${KEY_BYTES} bytes.`);
  return createHash('sha256').update('baton secret key id ').update(key).digest('hex').slice(0, 16);
}

/** JSON keeps the parts apart: no two places look alike. */
function placed(prefix: string, { purpose, owner }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([prefix, purpose, ...owner]));
}
