/** For a test in which a component throws: neither React nor jsdom says so on the console. */
export function expectThrown(): void {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  const quiet = (event: ErrorEvent) => event.preventDefault();
  window.addEventListener('error', quiet);
  onTestFinished(() => window.removeEventListener('error', quiet));
}
