/** What the consent prompt says about each scope, in Atlassian's sense. */
const WORDS: Record<string, string> = {
  'read:confluence-groups': 'View groups and their members',
  'write:confluence-groups': 'Add people to groups and remove them',
  'read:confluence-user': 'View people: names, email addresses where visible, and profile pictures',
  'search:confluence': 'Search Confluence, people included',
  'read:group:confluence': 'View groups and their members',
  'write:group:confluence': 'Add people to groups and remove them',
  'read:user:confluence': 'View people: names and profile pictures',
  'read:email-address:confluence': 'View email addresses',
  'read:content-details:confluence': 'Search Confluence, people included',
  'storage:app': 'Keep the app’s own data',
};

/** A sentence a person understands, or the scope itself where there is none. */
export function describeScope(scope: string): string {
  return WORDS[scope] ?? scope;
}
