/** Confluence's flags, in the corner. */

const AUTO_DISMISS_MS = 8000;
const container = document.querySelector('#flags');

/**
 * @param {{id: string | number, title?: string, description?: string, isAutoDismiss?: boolean, actions: string[]}} flag
 * @param {(index: number) => void} onAction told which action was chosen
 */
export function showFlag({ id, title, description, isAutoDismiss, actions }, onAction) {
  closeFlag(id);
  const flag = document.createElement('div');
  flag.className = 'flag';
  flag.dataset.flag = String(id);
  if (title) flag.append(paragraph(title, 'flag-title'));
  if (description) flag.append(paragraph(description, 'flag-description'));
  actions.forEach((text, index) => flag.append(button(text, () => onAction(index))));
  flag.append(button('Dismiss', () => flag.remove()));
  container.append(flag);
  if (isAutoDismiss) window.setTimeout(() => flag.remove(), AUTO_DISMISS_MS);
}

/**
 * @param {string | number} id
 * @returns {boolean} whether there was such a flag
 */
export function closeFlag(id) {
  const flag = [...container.children].find((child) => child.dataset.flag === String(id));
  flag?.remove();
  return flag !== undefined;
}

/** @param {string} text @param {string} className */
function paragraph(text, className) {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text;
  return element;
}

/** @param {string} text @param {() => void} onClick */
function button(text, onClick) {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  element.addEventListener('click', onClick);
  return element;
}
