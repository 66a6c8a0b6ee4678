/** Stands for a CSS module: each class is called what it is asked for. */
module.exports = new Proxy({}, { get: (_styles, name) => (name === '__esModule' ? false : name) });
