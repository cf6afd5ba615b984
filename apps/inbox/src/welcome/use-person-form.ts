/** A form whose fields are checked here first and by the server last; its errors stand at their fields. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors, inWords } from '../api/request.ts';
import { checkForm, type Missing } from './check-form.ts';

export function usePersonForm<Values extends Record<string, string>>(
  initial: Values,
  send: (values: Values) => Promise<void>,
) {
  const [values, setValues] = useState(initial);
  const [missing, setMissing] = useState<Missing>({});
  const sending = useMutation({ mutationFn: send });
  const refused = fieldErrors(sending.error);

  return {
    values,
    set: (name: keyof Values & string) => (value: string) => {
      setValues({ ...values, [name]: value });
      if (missing[name]) setMissing({ ...missing, [name]: '' });
    },
    errorOf: (name: keyof Values & string) => missing[name] || refused[name] || null,
    /** What is wrong, when no field is to blame. */
    problem: sending.error && Object.keys(refused).length === 0 ? inWords(sending.error) : null,
    busy: sending.isPending,
    submit(event: { preventDefault: () => void; currentTarget: HTMLFormElement }) {
      event.preventDefault();
      const found = checkForm(values);
      setMissing(found);
      const [first] = Object.keys(found);
      if (first === undefined) return sending.mutate(trimmed(values));
      const field = event.currentTarget.elements.namedItem(first);
      if (field instanceof HTMLElement) field.focus();
    },
  };
}

/** Ends of names and addresses are typing; ends of passwords are meant. */
function trimmed<Values extends Record<string, string>>(values: Values): Values {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    name === 'password' || name === 'secret' ? value : value.trim(),
  ]);
  return Object.fromEntries(entries) as Values;
}
