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
import pk.rahnuma.shared.Language;

/// Names of a script, those already defined at the step being read, and the expressions and texts that use them.
final class ScriptScope {

    private final ScriptTexts texts;
    private final boolean trusted;
    private final Map<String, CelType> all = new LinkedHashMap<>(ScriptLoader.PREDEFINED_NAMES);
    private final Set<String> known = new HashSet<>(ScriptLoader.PREDEFINED_NAMES.keySet());
    /// Names that texts may use.
    private final Set<String> arguments = new HashSet<>(Set.of("mode", "run_by", "operator_name", "today", "channel"));
    private CelCompiler compiler;

    /// @param trusted whether expressions are known to be valid, so that each is compiled on first use
    ScriptScope(ScriptTexts texts, boolean trusted) {
        this.texts = texts;
        this.trusted = trusted;
    }

    /// Declares a name before any expression is read, so that one compiler serves the whole script.
    void declareName(String name, CelType type) {
        all.put(name, type);
    }

    /// Marks the name as having a value from here on.
    void defineName(String name, String... asArguments) {
        known.add(name);
        arguments.addAll(Set.of(asArguments));
    }

    /// @param expected the required type, or null for any
    /// @return null when it does not compile (a problem is reported)
    ScriptExpression compileExpression(StepNode entry, Node node, CelType expected) {
        YamlDocument yaml = entry.yaml();
        String source = yaml.readText(node);
        if (trusted) {
            return new ScriptExpression(source, () -> compileTrusted(source));
        }
        try {
            CelAbstractSyntaxTree ast = getOrCreateCompiler().compile(source).getAst();
            for (CelReference reference : ast.getReferenceMap().values()) {
                if (all.containsKey(reference.name()) && !known.contains(reference.name())) {
                    yaml.reportProblem(
                            node,
                            "`" + reference.name() + "` is only known further down",
                            "move the question up, or the condition down");
                }
            }
            if (expected != null && !expected.isAssignableFrom(ast.getResultType())) {
                yaml.reportProblem(
                        node,
                        "«" + source + "» is " + ast.getResultType().name() + ", not " + expected.name(),
                        "write an expression of that type");
                return null;
            }
            return new ScriptExpression(source, () -> ast);
        } catch (CelValidationException e) {
            String reason = e.getMessage().lines().findFirst().orElse("").replaceFirst("^ERROR: <input>:", "");
            yaml.reportProblem(
                    node, "«" + source + "» does not compile: " + reason, "see https://cel.dev and the names above it");
            return null;
        }
    }

    private CelAbstractSyntaxTree compileTrusted(String source) {
        try {
            return getOrCreateCompiler().compile(source).getAst();
        } catch (CelValidationException e) {
            throw new IllegalStateException("«" + source + "» was trusted and does not compile", e);
        }
    }

    private synchronized CelCompiler getOrCreateCompiler() {
        if (compiler == null) {
            var builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setStandardMacros(
                            CelStandardMacro.ALL,
                            CelStandardMacro.EXISTS,
                            CelStandardMacro.EXISTS_ONE,
                            CelStandardMacro.FILTER,
                            CelStandardMacro.MAP)
                    .addLibraries(ScriptExpression.LIST_EXTENSIONS)
                    .addFunctionDeclarations(ScriptExpression.ADDRESS_COUNT);
            all.forEach(builder::addVar);
            compiler = builder.build();
        }
        return compiler;
    }

    /// Checks a required text with the names defined here.
    ///
    /// @param more names that only this text may use
    void requireText(StepNode at, String key, Set<String> more) {
        if (!texts.hasText(key)) {
            at.reportProblem("the text `" + key + "` is missing", "add it to texts/<language> in every language");
            return;
        }
        allowText(at, key, more);
    }

    /// Checks an optional text.
    void allowText(StepNode at, String key, Set<String> more) {
        for (String argument : texts.argumentNames(Language.ENGLISH, key)) {
            String base = argument.replaceFirst(
                    "(" + ScriptTexts.GIVEN_SUFFIX + "|" + ScriptTexts.IN_WORDS_SUFFIX + ")$", "");
            if (!arguments.contains(base) && !more.contains(base)) {
                at.reportProblem(
                        "the text `" + key + "` uses {" + argument + "}, which has no value here",
                        "use a name that is asked or called before");
            }
        }
    }
}
