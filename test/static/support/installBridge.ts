// The page's code looks for the bridge when it is loaded.
import './bridge';
