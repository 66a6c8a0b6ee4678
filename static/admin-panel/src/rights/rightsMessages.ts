import { defineMessages } from '../i18n/defineMessages';

export const rightsMessages = defineMessages('rights', {
  refused:
    'Confluence refused you a change, so none is offered until you reload this page. Changing groups takes site admin rights.',
  notAdministrator:
    'You do not administer Confluence, so you can look but not change. A site admin can change groups.',
});
