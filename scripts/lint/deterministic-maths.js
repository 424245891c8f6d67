const BANNED = new Set([
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'sinh',
  'cosh',
  'tanh',
  'exp',
  'expm1',
  'log',
  'log2',
  'log10',
  'log1p',
  'pow',
  'cbrt',
  'hypot',
  'random',
]);

/** Bans maths whose last bit differs between JavaScript engines: rendering must give the same bytes everywhere. */
const deterministicMaths = {
  meta: { type: 'problem' },
  create(context) {
    const power = (node) =>
      context.report({
        node,
        message: 'The power operator differs between engines: use pow() of engine/dsp/math.',
      });
    return {
      MemberExpression(node) {
        const isMath = node.object.type === 'Identifier' && node.object.name === 'Math';
        if (isMath && !node.computed && BANNED.has(node.property.name))
          context.report({
            node,
            message: `Math.${node.property.name} differs between engines: use engine/dsp/math.`,
          });
      },
      BinaryExpression(node) {
        if (node.operator === '**') power(node);
      },
      AssignmentExpression(node) {
        if (node.operator === '**=') power(node);
      },
    };
  },
};

export default { meta: { name: 'flipside' }, rules: { 'deterministic-maths': deterministicMaths } };
