/** The mail server and the sender, as an operator writes them. Null: it is none. */

export interface MailServer {
  host: string;
  port: number;
  /** TLS from the start; else it is begun on the way (STARTTLS). */
  secure: boolean;
  user: string | null;
  password: string | null;
}

export interface MailFrom {
  name: string;
  address: string;
}

/** Where mail is handed in (RFC 6409), and where that begins with TLS (RFC 8314). */
const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const;

export function parseSmtpUrl(text: string): MailServer | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if (protocol !== 'smtp:' && protocol !== 'smtps:') return null;
  // Nothing that would be read and have no effect.
  if (hostname === '' || pathname.length > 1 || search !== '' || hash !== '') return null;
  const [user, secret] = [decoded(username), decoded(password)];
  if (user === null || secret === null || (user === '' && secret !== '')) return null;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? PORTS[protocol] : Number(port),
    secure: protocol === 'smtps:',
    user: user === '' ? null : user,
    password: user === '' ? null : secret,
  };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** `support@example.com`, or with a name before it: `Baton <support@example.com>`. */
export function parseMailFrom(text: string): MailFrom | null {
  const named = /^"?([^"<>]*?)"?\s*<([^<>]+)>$/.exec(text);
  const [name = '', address = ''] = named === null ? ['Baton', text] : named.slice(1);
  const fit =
    /^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+$/.test(address) && !/[\u0000-\u001f]/.test(text);
  return fit ? { name: name.trim() || 'Baton', address } : null;
}
