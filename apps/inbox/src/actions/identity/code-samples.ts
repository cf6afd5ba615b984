/**
 * How a website vouches for the customer who is signed in there: a JWT (HS256) made on its server.
 * Each sample stands alone and needs no library. `userId`, `email` and `name` are the website's.
 */
export type SampleName = 'node' | 'python' | 'php' | 'ruby';

/** Seconds a token is good for; it is made anew with each page. The server takes a day at most. */
const GOOD_FOR = 3600;

const node = `import { createHmac } from 'node:crypto';

export function batonIdentity(user) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const head = part({ alg: 'HS256', typ: 'JWT' });
  const claims = part({
    sub: String(user.id), // your own id of this customer
    email: user.email,
    name: user.name,
    iat: now,
    exp: now + ${GOOD_FOR},
  });
  const signature = createHmac('sha256', process.env.BATON_IDENTITY_SECRET)
    .update(\`\${head}.\${claims}\`)
    .digest('base64url');
  return \`\${head}.\${claims}.\${signature}\`;
}`;

const python = `import base64, hashlib, hmac, json, os, time

def _part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

def baton_identity(user) -> str:
    now = int(time.time())
    head = _part(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    claims = _part(json.dumps({
        "sub": str(user.id),  # your own id of this customer
        "email": user.email,
        "name": user.name,
        "iat": now,
        "exp": now + ${GOOD_FOR},
    }).encode())
    secret = os.environ["BATON_IDENTITY_SECRET"].encode()
    signature = hmac.new(secret, f"{head}.{claims}".encode(), hashlib.sha256)
    return f"{head}.{claims}.{_part(signature.digest())}"`;

const php = `<?php
function baton_part(string $data): string {
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}

function baton_identity(object $user): string {
    $now = time();
    $head = baton_part(json_encode(['alg' => 'HS256', 'typ' => 'JWT']));
    $claims = baton_part(json_encode([
        'sub' => (string) $user->id, // your own id of this customer
        'email' => $user->email,
        'name' => $user->name,
        'iat' => $now,
        'exp' => $now + ${GOOD_FOR},
    ]));
    $secret = getenv('BATON_IDENTITY_SECRET');
    $signature = hash_hmac('sha256', "$head.$claims", $secret, true);
    return "$head.$claims." . baton_part($signature);
}`;

const ruby = `require "base64"
require "json"
require "openssl"

def baton_identity(user)
  part = ->(data) { Base64.urlsafe_encode64(data, padding: false) }
  now = Time.now.to_i
  head = part.call({ alg: "HS256", typ: "JWT" }.to_json)
  claims = part.call({
    sub: user.id.to_s, # your own id of this customer
    email: user.email,
    name: user.name,
    iat: now,
    exp: now + ${GOOD_FOR}
  }.to_json)
  secret = ENV.fetch("BATON_IDENTITY_SECRET")
  signature = OpenSSL::HMAC.digest("SHA256", secret, "#{head}.#{claims}")
  "#{head}.#{claims}.#{part.call(signature)}"
end`;

export const samples: readonly { value: SampleName; name: string; code: string }[] = [
  { value: 'node', name: 'Node', code: node },
  { value: 'python', name: 'Python', code: python },
  { value: 'php', name: 'PHP', code: php },
  { value: 'ruby', name: 'Ruby', code: ruby },
];

/** What the page says besides: the token goes into the script tag. */
export const scriptTag = (origin: string, key: string) =>
  `<script async src="${origin}/widget.js" data-baton="${key}"\n        data-identity="THE TOKEN"></script>`;
