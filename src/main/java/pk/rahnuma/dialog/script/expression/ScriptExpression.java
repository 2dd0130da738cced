package pk.rahnuma.dialog.script.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import pk.rahnuma.dialog.field.ValueType;

/// A condition or value of a script, in the Common Expression Language (<https://cel.dev>): typed, without loops,
/// checked when the script is loaded.
public final class ScriptExpression {

    /// Adds `flatten`, with which the values within the items of a list can be counted together.
    public static final CelListsExtensions LIST_EXTENSIONS = CelExtensions.lists(CelListsExtensions.Function.FLATTEN);

    private static final CelRuntime CEL_RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .addLibraries(LIST_EXTENSIONS)
            .build();

    private final String source;
    private final Supplier<CelAbstractSyntaxTree> checked;
    private volatile CompiledProgram planned;

    /// @param direct null when the expression needs CEL's interpreter
    private record CompiledProgram(SimpleExpression direct, CelRuntime.Program program) {}

    /// @param checked called once, when the expression is first used
    public ScriptExpression(String source, Supplier<CelAbstractSyntaxTree> checked) {
        this.source = source;
        this.checked = checked;
    }

    private CompiledProgram planned() {
        if (planned == null) {
            synchronized (this) {
                if (planned == null) {
                    planned = plan();
                }
            }
        }
        return planned;
    }

    private CompiledProgram plan() {
        try {
            CelAbstractSyntaxTree ast = checked.get();
            return new CompiledProgram(SimpleExpression.compile(ast), CEL_RUNTIME.createProgram(ast));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("cannot plan " + source, e);
        }
    }

    public static CelType typeOf(ValueType shape) {
        return switch (shape) {
            case TEXT -> SimpleType.STRING;
            case NUMBER -> SimpleType.INT;
            case TRUTH -> SimpleType.BOOL;
            case LIST -> ListType.create(SimpleType.STRING);
        };
    }

    public static final CelType ANSWERS_TYPE = MapType.create(SimpleType.STRING, SimpleType.DYN);
    public static final CelType ITEMS_TYPE = ListType.create(ANSWERS_TYPE);

    public String source() {
        return source;
    }

    /// @param names resolves each name; a name of the script always has a value
    /// @throws IllegalStateException when the expression has no value (a division by zero, a missing key)
    public Object evaluate(Function<String, Object> names) {
        CompiledProgram plan = planned();
        Object direct = plan.direct() == null ? null : plan.direct().evaluate(names);
        if (direct != null) {
            return direct;
        }
        try {
            return plan.program().eval(name -> Optional.ofNullable(names.apply(name)));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("«" + source + "» has no value", e);
        }
    }

    public boolean isTrue(Function<String, Object> names) {
        return Boolean.TRUE.equals(evaluate(names));
    }
}
