import { defineMessages } from '../i18n/defineMessages';

/** What stands between a removal and its confirmation. */
export const planSafeguardMessages = defineMessages('planSafeguards', {
  givesAdministration:
    '{count, plural, one {{groups} gives administration of the site or of Confluence.} other {{groups} give administration of the site or of Confluence.}}',
  givesUse:
    '{count, plural, one {{groups} gives use of Confluence. People who have it from no other group lose access.} other {{groups} give use of Confluence. People who have it from no other group lose access.}}',
  isMany: 'These are more than 100 people at once.',
  moreGroups: '{count, plural, one {# more group} other {# more groups}}',
  typeName: 'Type the group’s name to confirm: {name}',
  typeCount: 'Type {count} to confirm the number of people',
  everyoneTitle: 'Nobody would be left in the administrators’ group {group}',
  everyoneText:
    '{othersLeave, select, yes {Others are being removed from it already. It gives administration, so it can’t be emptied here. Leave someone in it, or add someone first.} other {It gives administration, so it can’t be emptied here. Leave someone in it, or add someone first.}}',
  everyPersonTitle: 'Only apps would be left in the administrators’ group {group}',
  everyPersonText:
    '{othersLeave, select, yes {Others are being removed from it already. It gives administration, so a person has to stay in it. Leave one in it, or add one first.} other {It gives administration, so a person has to stay in it. Leave one in it, or add one first.}}',
  yourself: 'This is your own account.',
  yourselfToo: 'Your own account is among them.',
  lossOfAdministration:
    'You may lose administration, and then you can’t add yourself back: only another admin can.',
  lossOfUse: 'You may lose access to Confluence, this page included.',
  lossUnknown: 'This may be more than is known here: administration, or access to Confluence itself.',
  administrationUnknown: 'Whether {groups} gives administration could not be found out',
  useUnknown: 'Whether {groups} gives use of Confluence could not be found out',
  accessUnknown: 'What {groups} gives access to could not be found out',
  tooManyGroups: 'This site has more groups that give access than Confluence lists.',
  treatedLikeAdministrators:
    'To be safe, {count, plural, one {it is treated like an administrators’ group} other {they are treated like administrators’ groups}}.',
  asking:
    '{count, plural, one {Checking what this group gives access to…} other {Checking what these groups give access to…}}',
  wouldBeEmpty: 'Can’t be removed: nobody would be left in {group}.',
  wouldHaveApps: 'Can’t be removed: no person would be left in {group}.',
  typeNames:
    '{count, plural, one {To go on, type the group’s name.} other {To go on, type the groups’ names.}}',
  typeNumber: 'To go on, type the number of people.',
  typeBoth:
    '{count, plural, one {To go on, type the group’s name and the number of people.} other {To go on, type the groups’ names and the number of people.}}',
});
