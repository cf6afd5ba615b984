/** Details that are shown in order to add a tag begin in its field. */
let wished = false;

export const focusTagsOnceShown = () => {
  wished = true;
};

/** Whether the field that has just appeared is to have the focus: once for each wish. */
export function takeTagsWish(): boolean {
  const was = wished;
  wished = false;
  return was;
}
