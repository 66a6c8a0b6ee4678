export { handler } from './resolver';
