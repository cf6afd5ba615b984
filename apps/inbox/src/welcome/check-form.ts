/** What is missing from a form about a person, before the server is asked. Pure. */
import { SHORTEST_PASSWORD } from './password-strength.ts';

export type Missing = Readonly<Record<string, string>>;

export function checkForm(values: {
  workspaceName?: string;
  name?: string;
  email?: string;
  password?: string;
}): Missing {
  const missing: Record<string, string> = {};
  if (values.workspaceName?.trim() === '') missing['workspaceName'] = 'Give your workspace a name.';
  if (values.name?.trim() === '') missing['name'] = 'Tell us your name.';
  if (values.email !== undefined && !/^\S+@\S+\.\S+$/.test(values.email.trim())) {
    missing['email'] = 'This does not look like an email address.';
  }
  if (values.password !== undefined && values.password.length < SHORTEST_PASSWORD) {
    missing['password'] = `Use at least ${SHORTEST_PASSWORD} characters.`;
  }
  return missing;
}
