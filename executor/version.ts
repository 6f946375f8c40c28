export const executorVersion = '0.1.0';
