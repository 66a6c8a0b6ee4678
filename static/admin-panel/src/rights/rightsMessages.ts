import { defineMessages } from '../i18n/defineMessages';

export const rightsMessages = defineMessages('rights', {
  refused:
    'Confluence refused you a change: only a site admin can change groups. You can look at everything here.',
  notAdministrator:
    'You do not administer Confluence, so you can look but not change. A site admin can change groups.',
});
