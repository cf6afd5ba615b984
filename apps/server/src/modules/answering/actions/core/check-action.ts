/** What is wrong with an action as an owner wrote it, with the place; the shape is checked before. */
import type { ActionDraft } from '@baton/protocol';
import { namesIn } from './placeholders.ts';
import { bodyTree, fixedOrigin } from './request-template.ts';

export interface ActionFault {
  path: string;
  message: string;
}

/** Set by us, or by HTTP itself; the rest is the owner's. */
const RESERVED_HEADERS = new Set([
  'host',
  'content-length',
  'content-type',
  'transfer-encoding',
  'connection',
  'accept-encoding',
  'idempotency-key',
  'expect',
  'upgrade',
]);

export function checkAction(draft: ActionDraft): ActionFault[] {
  return [
    ...fieldFaults(draft),
    ...addressFaults(draft),
    ...bodyFaults(draft),
    ...headerFaults(draft),
    ...textFaults(draft),
  ];
}

function fieldFaults({ fields, needsIdentity }: ActionDraft): ActionFault[] {
  return fields.flatMap(({ name, type, choices, from }, at) => {
    const faults: ActionFault[] = [];
    const path = `fields.${at}`;
    if (fields.findIndex((each) => each.name === name) < at)
      faults.push({ path: `${path}.name`, message: 'is the name of another field too' });
    if (type === 'choice' && choices.length === 0)
      faults.push({ path: `${path}.choices`, message: 'must have at least one choice' });
    if (from !== 'customer' && !needsIdentity)
      faults.push({
        path: `${path}.from`,
        message: 'is taken from the verified identity: the action must need one',
      });
    return faults;
  });
}

function addressFaults({ url, fields }: ActionDraft): ActionFault[] {
  if (fixedOrigin(url) === null) {
    return [
      {
        path: 'url',
        message:
          'must begin with http:// or https:// and a fixed server; fields may stand in its path and query only',
      },
    ];
  }
  const [path = ''] = url.split(/[?#]/);
  const optional = namesIn(path).find((name) =>
    fields.some((field) => field.name === name && !field.required),
  );
  return [
    ...unknownNames('url', url, fields),
    ...(optional === undefined
      ? []
      : [
          { path: 'url', message: `has “${optional}” in its path, so that field must be required` },
        ]),
  ];
}

function bodyFaults({ body, method, fields }: ActionDraft): ActionFault[] {
  if (body === null) return [];
  if (method === 'GET') return [{ path: 'body', message: 'is not sent with GET: leave it empty' }];
  if (bodyTree(body) === null) {
    return [
      { path: 'body', message: 'must be JSON, with {{fields}} as values and never as names' },
    ];
  }
  return unknownNames('body', body, fields);
}

function headerFaults({ headers }: ActionDraft): ActionFault[] {
  return headers.flatMap(({ name, value }, at) => {
    const faults: ActionFault[] = [];
    const same = (other: string) => other.toLowerCase() === name.toLowerCase();
    if (headers.findIndex((each) => same(each.name)) < at)
      faults.push({ path: `headers.${at}.name`, message: 'is there twice' });
    if (RESERVED_HEADERS.has(name.toLowerCase()))
      faults.push({ path: `headers.${at}.name`, message: 'is set by Baton itself' });
    if (value !== undefined && !/^[\t\x20-\x7e]*$/.test(value))
      faults.push({ path: `headers.${at}.value`, message: 'must be plain ASCII on one line' });
    return faults;
  });
}

function textFaults({ failure }: ActionDraft): ActionFault[] {
  return namesIn(failure).length === 0
    ? []
    : [{ path: 'failure', message: 'is said when there is no result: it cannot have {{values}}' }];
}

function unknownNames(
  path: string,
  template: string,
  fields: ActionDraft['fields'],
): ActionFault[] {
  return namesIn(template)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => ({ path, message: `has {{${name}}}, and there is no such field` }));
}
