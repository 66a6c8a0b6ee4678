import { createContext, useContext } from 'react';

/** Inside a widget that is one tab stop it is -1: the controls there are reached with the widget's own keys. */
export const TabIndexContext = createContext<0 | -1>(0);

/** Whether a control is a tab stop of its own where it stands: 0, or -1. */
export function useTabIndex(): 0 | -1 {
  return useContext(TabIndexContext);
}
