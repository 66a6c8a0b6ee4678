/** Stands in for `@atlaskit/feature-gate-js-client`: every gate off, every experiment at its default. */
const featureGatesOff = {
  checkGate: () => false,
  getExperimentValue: <T>(_experiment: string, _parameter: string, defaultValue: T): T => defaultValue,
  initializeCompleted: () => false,
};

export default featureGatesOff;
