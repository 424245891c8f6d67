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
  'asinh',
  'acosh',
  'atanh',
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

/** The name that a key or a property says outright; null when it is worked out while the program runs. */
function nameOf(node, computed) {
  if (!computed && node.type === 'Identifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/**
 * Bans maths whose last bit differs between JavaScript engines: rendering must give the same bytes everywhere. `Math` may
 * be used for its other members only, named where they are used or taken from it by name.
 */
const deterministicMaths = {
  meta: { type: 'problem' },
  create(context) {
    const power = (node) =>
      context.report({
        node,
        message: 'The power operator differs between engines: use pow() of engine/dsp/math.',
      });
    const check = (node, name) => {
      if (name === null)
        context.report({ node, message: 'Name the member of Math, so that it can be seen which it is.' });
      else if (BANNED.has(name))
        context.report({ node, message: `Math.${name} differs between engines: use engine/dsp/math.` });
    };
    const checkPattern = ({ properties }) => {
      for (const property of properties)
        check(property, property.type === 'RestElement' ? null : nameOf(property.key, property.computed));
    };
    return {
      Identifier(node) {
        const { parent } = node;
        if (node.name !== 'Math' || parent === undefined) return;
        if (parent.type === 'MemberExpression' && parent.object === node)
          check(parent, nameOf(parent.property, parent.computed));
        else if (parent.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern')
          checkPattern(parent.id);
        else check(node, null);
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
