export function greet() { document.title = 'hello'; }
