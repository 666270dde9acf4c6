// Valibot's types name these two of the browser's; core has no value of either.
interface Blob {}
interface File {}
