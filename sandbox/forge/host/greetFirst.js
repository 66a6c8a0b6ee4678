/** Opens the greeting before the page is drawn, where it was not dismissed. Only the plain address loads this. */
if (window.localStorage.getItem('greeting') !== 'dismissed') {
  document.querySelector('#greeting').hidden = false;
  document.querySelector('#greeting-toggle').setAttribute('aria-expanded', 'true');
}
