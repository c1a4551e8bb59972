// Pictures and styles that the build takes in.
declare module '*.css';
