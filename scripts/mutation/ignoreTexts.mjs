// A plugin for Stryker: leaves out the words that only developers read. Tests that repeat them would say nothing.

const REASON = 'These words are for developers: nothing depends on them.';
/** Functions whose last argument is such a text. */
const TELLERS = /^(refuseInput|misfit|noAnswer)$/;
const ERRORS = /^([A-Z]\w*Error|Error|InvalidRoute)$/;

const ignoreTexts = {
  shouldIgnore(path) {
    const isText = path.isStringLiteral() || path.isTemplateLiteral();
    return isText && isForDevelopers(path) ? REASON : undefined;
  },
};

/** `detail: '…'`, `const detail = '…'`, `misfit(field, '…')` and `new Error('…')`. */
function isForDevelopers({ node, parent }) {
  switch (parent.type) {
    case 'ObjectProperty':
      return !parent.computed && parent.value === node && parent.key.name === 'detail';
    case 'VariableDeclarator':
      return parent.id.name === 'detail';
    case 'CallExpression':
      return TELLERS.test(parent.callee.name ?? '') && parent.arguments.at(-1) === node;
    case 'NewExpression':
      return ERRORS.test(parent.callee.name ?? '');
    default:
      return false;
  }
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'texts', value: ignoreTexts }];
