package pk.rahnuma.dialog.script;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/// The names of a script, those already known at the step being read, and the expressions and texts over them.
final class ScriptScope {

    private final ScriptTexts texts;
    private final boolean trusted;
    private final Map<String, CelType> all = new LinkedHashMap<>(ScriptLoader.GIVEN);
    private final Set<String> known = new HashSet<>(ScriptLoader.GIVEN.keySet());
    /// Names that texts may use, by name.
    private final Set<String> arguments = new HashSet<>(Set.of("mode", "today", "channel"));
    private CelCompiler compiler;

    /// @param trusted whether expressions are known to check, so that each is compiled when it is first used
    ScriptScope(ScriptTexts texts, boolean trusted) {
        this.texts = texts;
        this.trusted = trusted;
    }

    /// Announces a name before anything is read, so that one compiler serves the whole script.
    void announce(String name, CelType type) {
        all.put(name, type);
    }

    /// From here on the name has a value.
    void know(String name, String... asArguments) {
        known.add(name);
        arguments.addAll(Set.of(asArguments));
    }

    boolean knows(String name) {
        return known.contains(name);
    }

    /// @param expected the type it must have, or null for any
    /// @return null when it does not compile (a problem is noted)
    ScriptExpression expression(StepNode entry, Node node, CelType expected) {
        YamlDocument yaml = entry.yaml();
        String source = yaml.text(node);
        if (trusted) {
            return new ScriptExpression(source, () -> compiled(source));
        }
        try {
            CelAbstractSyntaxTree ast = compiler().compile(source).getAst();
            for (CelReference reference : ast.getReferenceMap().values()) {
                if (all.containsKey(reference.name()) && !known.contains(reference.name())) {
                    yaml.problem(
                            node,
                            "`" + reference.name() + "` is only known further down",
                            "move the question up, or the condition down");
                }
            }
            if (expected != null && !expected.isAssignableFrom(ast.getResultType())) {
                yaml.problem(
                        node,
                        "«" + source + "» is " + ast.getResultType().name() + ", not " + expected.name(),
                        "write an expression of that type");
                return null;
            }
            return new ScriptExpression(source, () -> ast);
        } catch (CelValidationException e) {
            String reason = e.getMessage().lines().findFirst().orElse("").replaceFirst("^ERROR: <input>:", "");
            yaml.problem(
                    node, "«" + source + "» does not compile: " + reason, "see https://cel.dev and the names above it");
            return null;
        }
    }

    private CelAbstractSyntaxTree compiled(String source) {
        try {
            return compiler().compile(source).getAst();
        } catch (CelValidationException e) {
            throw new IllegalStateException("«" + source + "» was trusted and does not compile", e);
        }
    }

    private synchronized CelCompiler compiler() {
        if (compiler == null) {
            var builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setStandardMacros(
                            CelStandardMacro.ALL,
                            CelStandardMacro.EXISTS,
                            CelStandardMacro.EXISTS_ONE,
                            CelStandardMacro.FILTER,
                            CelStandardMacro.MAP)
                    .addLibraries(ScriptExpression.LISTS);
            all.forEach(builder::addVar);
            compiler = builder.build();
        }
        return compiler;
    }

    /// A text that must be there, over names known here.
    ///
    /// @param more names that this text alone may use
    void need(StepNode at, String key, Set<String> more) {
        if (!texts.has(key)) {
            at.problem("the text `" + key + "` is missing", "add it to texts/<language> in every language");
            return;
        }
        allow(at, key, more);
    }

    /// A text that may be there.
    void allow(StepNode at, String key, Set<String> more) {
        for (String argument : texts.arguments("en", key)) {
            String base = argument.replaceFirst("(" + ScriptTexts.GIVEN + "|" + ScriptTexts.IN_WORDS + ")$", "");
            if (!arguments.contains(base) && !more.contains(base)) {
                at.problem(
                        "the text `" + key + "` uses {" + argument + "}, which has no value here",
                        "use a name that is asked or called before");
            }
        }
    }
}
