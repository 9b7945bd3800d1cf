// A header that lists what a caller would take, each with its weight (RFC 9110, 12.4.2).

/** In the order of the header; what is refused has the weight 0. */
export const weighted = (header: string): { value: string; weight: number }[] =>
  header.split(',').map((one) => {
    const [value = '', ...more] = one.split(';').map((part) => part.trim().toLowerCase());
    return { value, weight: Number(more.find((part) => part.startsWith('q='))?.slice(2) ?? 1) };
  });
