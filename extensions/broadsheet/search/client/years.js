/* The first and the last day of the years that a reader chose; 0 is none. */
const yearsOf = ({ from, to }) => [from ? dayNumber(from, 1, 1) : -FOREVER, to ? dayNumber(to, 12, 31) : FOREVER];
