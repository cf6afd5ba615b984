/** What says who somebody is, and what they bring along: identity tokens, transcripts, policies. */
import { createHmac } from 'node:crypto';
import { bytesOf, declared, promise, type Target, textOf } from '../engine/target.ts';

const SECRET = 'a-secret-of-the-shop-and-nobody-else';
const NOW = 1_800_000_000;
const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(head: string, claims: string): string {
  const content = `${head}.${claims}`;
  return `${content}.${createHmac('sha256', SECRET).update(content).digest('base64url')}`;
}

const policySeed = async (): Promise<readonly Uint8Array[]> => {
  const { defaultPolicy } = (await import(
    '../../../apps/server/src/modules/escalation/core/policy/default-policy.ts'
  )) as { defaultPolicy?: unknown };
  const made =
    typeof defaultPolicy === 'function' ? (defaultPolicy as () => unknown)() : defaultPolicy;
  return [bytesOf(JSON.stringify(made ?? {}))];
};

export const peopleTargets: readonly Target[] = [
  {
    name: 'identity-token',
    about: "a website's word for its customer: tokens and the claims in them",
    seeds: () => [
      bytesOf(
        signed(
          b64({ alg: 'HS256' }),
          b64({ sub: 'u1', exp: NOW + 600, email: 'a@b.example', name: 'Ana' }),
        ),
      ),
      bytesOf(`${b64({ alg: 'none' })}.${b64({ sub: 'u1', exp: NOW + 600 })}.`),
      bytesOf(
        JSON.stringify({
          sub: 'u1',
          exp: NOW + 600,
          iat: NOW,
          nbf: NOW,
          email: 'a@b.example',
          name: 'Ana',
          aud: 'x',
        }),
      ),
    ],
    words: [
      '.',
      'eyJhbGciOiJub25lIn0',
      '"sub"',
      '"exp"',
      '"iat"',
      '"nbf"',
      '"aud"',
      '"email"',
      '"alg":"HS256"',
      '"crit":["x"]',
      '"b64":false',
      '"zip":"DEF"',
      '1800000600',
      '-1',
      '1e999',
    ],
    covers: /\/modules\/accounts\/|\/jose\//,
    share: 0.3,
    open: async () => {
      const { createIdentities, identitySecrets } = await import(
        '../../../apps/server/src/modules/accounts/identity.ts'
      );
      const { readClaims } = await import(
        '../../../apps/server/src/modules/accounts/core/identity-claims.ts'
      );
      const { isRefused } = await import('../../../apps/server/src/modules/accounts/refused.ts');
      const { createSecrets } = await import('../../../apps/server/src/platform/secrets/index.ts');
      const secrets = createSecrets([Buffer.alloc(32, 9)]);
      const row = {
        sealed: secrets.seal(SECRET, identitySecrets.place('wsp', 'agt')),
        at: new Date(0),
      };
      const database = { query: async () => [row] };
      const identities = createIdentities({
        database,
        secrets,
        clock: { now: () => new Date(NOW * 1_000) },
        sessionsEnded: () => undefined,
      } as never);
      const agent = { workspaceId: 'wsp', aiAgentId: 'agt' };
      return async (input) => {
        const text = textOf(input);
        // As it came; and its claims signed rightly, for what lies behind the signature.
        for (const token of [
          text,
          signed(b64({ alg: 'HS256' }), Buffer.from(input).toString('base64url')),
        ]) {
          const identity = await identities.verify(agent, token);
          if (isRefused(identity)) continue;
          promise(identity.id.trim() !== '' && identity.id.length <= 200, 'an id is bounded');
          promise(verifiable(token), 'only what is signed with the secret is believed');
        }
        const claims: unknown = parsed(text);
        if (typeof claims === 'object' && claims !== null)
          readClaims(claims as Record<string, unknown>, NOW);
      };
    },
  },
  {
    name: 'transcripts',
    about: 'chats from elsewhere: JSON lines and CSV',
    seeds: () => [
      bytesOf(
        '{"id":"42","turns":[{"customer":"Hi"},{"ai":"Hello"},{"teammate":"Let me look"}]}\n{"turns":[{"user":"x"}]}\n',
      ),
      bytesOf('conversation_id,author,text\n1,customer,"Hi, ""you"""\n1,ai,Hello\n'),
    ],
    words: [
      '{"id":',
      '"turns":[',
      '{"customer":"',
      '{"ai":"',
      '\n',
      '\r\n',
      '"',
      ',',
      'conversation_id',
      'author',
      'text',
      'role',
      '__proto__',
      'constructor',
      '\ufeff',
      '\u0000',
    ],
    covers: /\/modules\/feedback\//,
    open: async () => {
      const { readTranscripts, turnsOf } = await import(
        '../../../apps/server/src/modules/feedback/replay/read-transcripts.ts'
      );
      return (input) => {
        const { transcripts, errors } = readTranscripts(input);
        promise(
          errors.every(({ row, message }) => row >= 1 && message.length < 1_000),
          'a fault has a row and words',
        );
        for (const transcript of transcripts) {
          promise(transcript.id.length <= 200, 'an id is bounded');
          promise(
            transcript.turns.every(({ text }) => text.trim() !== ''),
            'nobody says nothing',
          );
          turnsOf(transcript);
        }
      };
    },
  },
  {
    name: 'policy',
    about: 'policy documents: their shape and their check',
    seeds: policySeed,
    words: [
      '"schema":2',
      '"guidelines":[',
      '"outcome":"handoff"',
      '"examples":[',
      '"threshold":0.5',
      '"tags":[',
      '"team":null',
      '"when":',
      '{{',
      'budget',
    ],
    covers: /\/modules\/escalation\/|\/protocol\/src\/policies/,
    longest: 20_000,
    share: 0.1,
    open: async () => {
      const { PolicyInput, PolicyDocument } = await import('@baton/protocol');
      const { checkPolicy } = await import('../../../apps/server/src/modules/escalation/index.ts');
      return (input) => {
        const sent: unknown = parsed(textOf(input));
        PolicyInput.safeParse(sent);
        const document = PolicyDocument.safeParse(sent);
        if (!document.success) return;
        for (const { path, message } of checkPolicy(document.data))
          promise(message !== '' && typeof path === 'string', 'a finding has words and a place');
      };
    },
  },
  {
    name: 'action-definition',
    about: 'actions as an owner defines them',
    seeds: async () => {
      const { aCancellation, aLookUp } = await import(
        '../../../apps/server/src/modules/answering/actions/testing/an-action.ts'
      );
      return [aLookUp(), aCancellation()].map((each) => bytesOf(JSON.stringify(each)));
    },
    words: [
      '{{',
      '}}',
      '{{order}}',
      'https://',
      'http://',
      '{{host}}',
      '@',
      '\\',
      '"method":"POST"',
      '"type":"date"',
      '"from":"identity"',
      'authorization',
      'host',
      'content-length',
      '\r\n',
    ],
    covers: /\/answering\/actions\/|\/protocol\/src\/actions/,
    share: 0.3,
    open: async () => {
      const { ActionDraft } = await import('@baton/protocol');
      const { checkAction } = await import(
        '../../../apps/server/src/modules/answering/actions/core/check-action.ts'
      );
      const { fixedOrigin } = await import(
        '../../../apps/server/src/modules/answering/actions/core/request-template.ts'
      );
      const { renderRequest } = await import(
        '../../../apps/server/src/modules/answering/actions/perform.ts'
      );
      return (input) => {
        const draft = ActionDraft.safeParse(parsed(textOf(input)));
        if (!draft.success || checkAction(draft.data).length > 0) return;
        const { url, fields } = draft.data;
        const values = Object.fromEntries(
          fields.map(({ name }) => [name, '../x?y=1#z@evil.example/']),
        );
        const request = renderRequest(draft.data, values, {}, 'run_1');
        if ('words' in request) return;
        promise(
          new URL(request.url).origin === fixedOrigin(url),
          'a value never chooses the server',
        );
      };
    },
  },
  {
    name: 'model-file',
    about: 'the files of the small models that the decision reads with',
    seeds: async () => {
      const { readFile } = await import('node:fs/promises');
      const { join } = await import('node:path');
      const folder = join(import.meta.dirname, '../../../models/decision');
      const files = [
        'answerable.json',
        'pair-matcher.json',
        'topic-matcher.json',
        'confidence-by-search.json',
      ];
      return Promise.all(files.map((file) => readFile(join(folder, file))));
    },
    words: [
      '"weights":[',
      '"features":',
      '"version":1',
      '"trees":[',
      'NaN',
      '1e999',
      '-1',
      'null',
      '"left":0',
      '"right":0',
    ],
    covers: /\/modules\/escalation\//,
    longest: 20_000,
    share: 0.1,
    open: async () => {
      const { ZodError } = await import('zod');
      const { calibrated, CalibratorFile } = await import(
        '../../../apps/server/src/modules/escalation/core/calibration/calibrator.ts'
      );
      const { leafOf, SupportModelFile } = await import(
        '../../../apps/server/src/modules/escalation/core/support/model.ts'
      );
      const { TextHeadFile, textHead } = await import(
        '../../../apps/server/src/modules/escalation/core/text/text-head.ts'
      );
      const { PairMatcherFile } = await import(
        '../../../apps/server/src/modules/escalation/signals/repeated-question.ts'
      );
      const { TopicMatcherFile } = await import(
        '../../../apps/server/src/modules/escalation/signals/topics.ts'
      );
      return async (input) => {
        const file: unknown = parsed(textOf(input));
        const calibrator = CalibratorFile.safeParse(file);
        if (calibrator.success) {
          const read = calibrated(calibrator.data, {});
          promise(
            typeof read === 'number' ? !(read > 1 || read < 0) : true,
            'a probability is one',
          );
        }
        const support = SupportModelFile.safeParse(file);
        if (support.success) for (const tree of support.data.trees) leafOf(tree, []);
        const head = TextHeadFile.safeParse(file);
        if (head.success) await declared([ZodError, Error as never], () => textHead(head.data));
        PairMatcherFile.safeParse(file);
        TopicMatcherFile.safeParse(file);
      };
    },
  },
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** By our own reckoning, not by the library's. */
function verifiable(token: string): boolean {
  const [head = '', claims = '', signature = ''] = token.split('.');
  return signed(head, claims).endsWith(`.${signature}`);
}
