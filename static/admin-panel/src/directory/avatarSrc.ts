/** Where a profile picture is; nothing for the default picture, which an address that is none gets too. */
export function avatarSrc(avatarUrl: string | undefined, siteUrl: string): string | undefined {
  if (!avatarUrl) return undefined;
  try {
    return new URL(avatarUrl, siteUrl).href;
  } catch {
    return undefined;
  }
}
