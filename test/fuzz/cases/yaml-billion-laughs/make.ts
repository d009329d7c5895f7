// Makes the lvsgen.yaml of this case, which is too long to be kept.
const lists = Array.from({ length: 12 }, (_, level) => {
  const item = level === 0 ? 'x' : `*a${level - 1}`;
  return `a${level}: &a${level} [${Array.from({ length: 10 }, () => item).join(', ')}]\n`;
});
export default `${lists.join('')}clusters: {}\n`;
