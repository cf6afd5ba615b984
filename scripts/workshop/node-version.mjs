// The first thing any command asks. Nothing is imported here, so that even an old Node reaches the
// sentence that explains itself.

export const oldestNode = [20, 19];

/** The sentence for a Node that is too old, or null when it will do. `version` is like `20.19.0`. */
export function nodeTooOld(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantMajor = 0, wantMinor = 0] = oldestNode;
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return null;
  return `Baton needs Node ${oldestNode.join('.')} or newer; this is Node ${version}.
Get a current one from https://nodejs.org, or with a version manager: nvm install 22`;
}
