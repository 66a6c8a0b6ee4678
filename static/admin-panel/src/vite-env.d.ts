/// <reference types="vite/client" />
declare module 'virtual:design-tokens.css';
declare module '@atlaskit/css-reset';
