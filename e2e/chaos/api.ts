/** Baton's HTTP API as its clients use it: nothing here knows more than a browser does. */
import type {
  ConversationOpened,
  ConversationPage,
  CustomerMessageStored,
  InviteCreated,
  Session,
  WidgetSession,
  WidgetSnapshot,
} from '@baton/protocol';

export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  /** Where somebody else has it: who. */
  readonly teammateId: string | null;

  constructor(status: number, code: string, detail: string, teammateId: string | null = null) {
    super(`${status} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
    this.teammateId = teammateId;
  }

  /** Worth sending again: the server was away or busy, and said nothing about the request. */
  get passing(): boolean {
    return this.status >= 500 || this.status === 429 || this.code === 'conflict';
  }
}

interface Call {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  withinMs?: number;
}

/** A server killed in mid-answer must not hang its client. */
const WITHIN_MS = 10_000;
/** Before anything is struck, on however busy a machine. */
const SET_UP_WITHIN_MS = 120_000;

async function call<T>(
  base: string,
  path: string,
  { method = 'GET', body, headers, withinMs = WITHIN_MS }: Call,
): Promise<{ json: T; response: Response }> {
  const response = await fetch(base + path, {
    method,
    signal: AbortSignal.timeout(withinMs),
    headers: {
      origin: base,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = text === '' ? null : (JSON.parse(text) as unknown);
  if (!response.ok) {
    const problem = json as { code?: string; detail?: string; teammateId?: string } | null;
    const { code = 'unknown', detail = text, teammateId = null } = problem ?? {};
    throw new ApiFailure(response.status, code, detail, teammateId);
  }
  return { json: json as T, response };
}

export class TeammateApi {
  readonly base: string;
  #cookie = '';
  #withinMs = SET_UP_WITHIN_MS;

  constructor(base: string) {
    this.base = base;
  }

  /** From now on there is trouble: what is not answered soon is asked again. */
  loseLeisure(): void {
    this.#withinMs = WITHIN_MS;
  }

  /** A colleague, who came by an invitation of this one. */
  async invite(name: string): Promise<TeammateApi> {
    const email = `${name.toLowerCase()}@lumen.example`;
    const invited = await this.post<InviteCreated>('/api/invites', { email, role: 'teammate' });
    const token = new URL(invited.link).searchParams.get('token') ?? '';
    const colleague = new TeammateApi(this.base);
    const password = 'correct horse battery';
    await colleague.post('/api/invites/accept', { token, name, email, password });
    return colleague;
  }

  get cookie(): string {
    return this.#cookie;
  }

  async #call<T>(path: string, how: Call = {}): Promise<T> {
    const { json, response } = await call<T>(this.base, path, {
      ...how,
      withinMs: this.#withinMs,
      headers: { cookie: this.#cookie, ...how.headers },
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.#cookie = cookie.split(';', 1)[0] ?? '';
    return json;
  }

  get<T>(path: string): Promise<T> {
    return this.#call<T>(path);
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.#call<T>(path, { method: 'PATCH', body });
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.#call<T>(path, { method: 'PUT', body });
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.#call<T>(path, { method: 'POST', body });
  }

  setUp(token: string, workspaceName = 'Chaos & Co'): Promise<unknown> {
    return this.post('/api/setup', {
      token,
      workspaceName,
      name: 'Olga Owner',
      email: 'olga@lumen.example',
      password: 'correct horse battery',
    });
  }

  session(): Promise<Session> {
    return this.#call('/api/session');
  }

  list(view: string): Promise<ConversationPage> {
    return this.#call(`/api/conversations?view=${view}`);
  }

  open(id: string): Promise<ConversationOpened> {
    return this.#call(`/api/conversations/${id}`);
  }
}

export class CustomerApi {
  readonly base: string;
  readonly #key: string;
  #token: string | null;

  /** With the token of another tab, if there is one: the same customer. */
  constructor(base: string, widgetKey: string, token: string | null = null) {
    this.base = base;
    this.#key = widgetKey;
    this.#token = token;
  }

  get token(): string | null {
    return this.#token;
  }

  async begin(): Promise<WidgetSession> {
    const { json } = await call<WidgetSession>(this.base, '/widget/v1/sessions', {
      method: 'POST',
      body: { key: this.#key, token: this.#token },
    });
    this.#token = json.token;
    return json;
  }

  async send(
    clientMessageId: string,
    body: string,
    conversationId: string | null = null,
  ): Promise<CustomerMessageStored> {
    const { json } = await call<CustomerMessageStored>(this.base, '/widget/v1/messages', {
      method: 'POST',
      body: { clientMessageId, body, conversationId },
      headers: { authorization: `Bearer ${this.#token}` },
    });
    return json;
  }

  async conversation(): Promise<WidgetSnapshot> {
    const { json } = await call<WidgetSnapshot>(this.base, '/widget/v1/conversation', {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    return json;
  }
}
