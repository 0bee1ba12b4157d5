/** The house's own lint rules: small, about comments and names, so no plugin is needed for them. */

const DISABLE = /^\s*eslint-disable(?:-next-line|-line)?\b(?<rest>.*)$/su;

/** Refuses `eslint-disable` without a rule's name and without ` -- reason`. */
const disableWithReason = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      unnamed: 'Name the rules that this comment disables.',
      unexplained: 'Say why: `eslint-disable... rule -- reason`.',
    },
  },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const rest = DISABLE.exec(comment.value)?.groups?.rest;
        if (rest === undefined) continue;
        const [rules = '', reason = ''] = rest.split(/\s-{2,}\s/u, 2);
        // Column -1 lies before the comment, so that the comment cannot silence the report about itself.
        const loc = { start: { line: comment.loc.start.line, column: -1 }, end: comment.loc.end };
        if (rules.trim() === '') context.report({ loc, messageId: 'unnamed' });
        else if (reason.trim() === '') context.report({ loc, messageId: 'unexplained' });
      }
    },
  }),
};

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\.[cm]?[jt]s$/u;
const VAGUE = /^(?:utils?|commons?|helpers?|shared|misc)(?:\.|$)/u;

/** Refuses file names that are not kebab-case, and files or folders whose name says nothing. */
const tellingName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      kebab: 'File names are kebab-case: "{{name}}".',
      vague: '"{{name}}" says nothing: name the file or folder after what it holds.',
    },
  },
  create: (context) => ({
    Program(node) {
      const segments = context.filename.split(/[\\/]/u);
      const from = segments.lastIndexOf('src');
      const name = segments.at(-1) ?? '';
      if (!KEBAB.test(name)) context.report({ node, messageId: 'kebab', data: { name } });
      const vague = segments.slice(from < 0 ? -1 : from).find((segment) => VAGUE.test(segment));
      if (vague !== undefined) context.report({ node, messageId: 'vague', data: { name: vague } });
    },
  }),
};

export const houseRules = {
  meta: { name: 'sluice' },
  rules: { 'disable-with-reason': disableWithReason, 'telling-name': tellingName },
};
