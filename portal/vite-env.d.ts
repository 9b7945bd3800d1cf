// Lets the compiler know what Vite makes of styles and globs.
/// <reference types="vite/client" />
