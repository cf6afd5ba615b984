import { inbox } from '../../inbox/src/index.ts';

export const screen = <p>{inbox}</p>;
