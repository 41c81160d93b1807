export const A = "<item><title>A</title><link>https://a.example/1</link></item>";
export const B = "<item><title>B</title><link>https://a.example/2</link></item>";
