/** What the build puts JSX together with. */
export { Fragment, h } from 'preact';
