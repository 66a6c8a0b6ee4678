/** The one installation of the app in the sandbox: ids that never change, so that tests may know them. */
import type { TriggerEvent } from './loadFunction';
import type { AppManifest } from './manifest';

const CLOUD_ID = '6f2d6bd4-0f3c-4a43-9d2e-2a6a1f1f7c10';
const ENVIRONMENT_ID = '3b0c8a6e-58d5-4a52-8a7d-0d1c7f0f5e21';
const INSTALLATION_ID = 'a9a4b0f2-3d2f-4c2b-9a3e-6f0b1c9d7e32';
const LOCAL_ID = `ari:cloud:ecosystem::extension/sandbox/${ENVIRONMENT_ID}/static/global-settings`;

const MODULE_TYPE = 'confluence:globalSettings';

/** What `view.getContext()` and the resolver's `context` have in common. */
export interface HostContext {
  cloudId: string;
  siteUrl: string;
  localId: string;
  moduleKey: string;
  environmentId: string;
  environmentType: 'DEVELOPMENT';
  extension: { type: string };
}

/** The context of the page, on a site at `siteUrl`. */
export function hostContext(manifest: AppManifest, siteUrl: string): HostContext {
  return {
    cloudId: CLOUD_ID,
    siteUrl,
    localId: LOCAL_ID,
    moduleKey: manifest.module.key,
    environmentId: ENVIRONMENT_ID,
    environmentType: 'DEVELOPMENT',
    extension: { type: MODULE_TYPE },
  };
}

/** What a scheduled trigger hands its function. */
export function triggerEvent(moduleKey: string): TriggerEvent {
  return { context: { cloudId: CLOUD_ID, moduleKey }, contextToken: 'sandbox' };
}

/** The second argument Forge gives a function, for the person with `accountId` or, without it, for a call without a user. */
export function backendRequest(accountId?: string): Record<string, unknown> {
  const installContext = `ari:cloud:confluence::site/${CLOUD_ID}`;
  return {
    ...(accountId === undefined ? {} : { principal: { accountId } }),
    installContext,
    license: { active: true },
    installation: { ari: `ari:cloud:ecosystem::installation/${INSTALLATION_ID}`, contexts: [installContext] },
  };
}

/** `__forge_runtime__.appContext`, which `getAppContext()` reads. */
export function appContext(
  manifest: AppManifest,
  moduleKey: string,
  invocationId: string,
): Record<string, unknown> {
  return {
    appId: manifest.appId,
    appVersion: '1.0.0',
    environmentId: ENVIRONMENT_ID,
    environmentType: 'DEVELOPMENT',
    invocationId,
    installationId: INSTALLATION_ID,
    moduleKey,
    license: { active: true },
    permissions: { scopes: [...manifest.scopes], external: {} },
  };
}
