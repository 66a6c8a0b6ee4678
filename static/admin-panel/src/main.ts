import { applyPreferredTheme } from './host/theme';
import { beginVisit } from './visit';

applyPreferredTheme();
const visit = beginVisit();
// The page is made ready while Confluence answers, and not before it is asked.
visit.then(showPage, showPage);

function showPage(): void {
  setTimeout(() => void import('./renderPage').then(({ renderPage }) => renderPage(visit)));
}
