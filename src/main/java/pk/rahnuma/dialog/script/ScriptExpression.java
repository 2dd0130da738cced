package pk.rahnuma.dialog.script;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.dialog.field.ListValues;
import pk.rahnuma.dialog.field.ValueType;

/// A condition or value of a script, in the Common Expression Language (<https://cel.dev>): typed, without loops,
/// checked when the script is loaded.
public final class ScriptExpression {

    /// Adds `flatten`, with which the values within the items of a list can be counted together.
    public static final CelListsExtensions LIST_EXTENSIONS = CelExtensions.lists(CelListsExtensions.Function.FLATTEN);

    private static final String ADDRESS_COUNT_OVERLOAD = "address_count_list";
    /// Adds `address_count`, the number of the addresses in a list of addresses and ranges.
    public static final CelFunctionDecl ADDRESS_COUNT = CelFunctionDecl.newFunctionDeclaration(
            "address_count",
            CelOverloadDecl.newGlobalOverload(ADDRESS_COUNT_OVERLOAD, SimpleType.INT, ListType.create(SimpleType.DYN)));

    /// Plans an expression once. CEL's standard runtime walks its syntax tree at each evaluation, which takes two to
    /// three times as long (docs/adr/0006-yaml-scripts-and-cel.md).
    private static final CelRuntime CEL_RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            .addLibraries(LIST_EXTENSIONS)
            .addFunctionBindings(CelFunctionBinding.from(
                    ADDRESS_COUNT_OVERLOAD, List.class, list -> IpAddresses.countAddresses(ListValues.toStrings(list))))
            .build();

    private static final Set<String> EQUALITY_OPERATORS =
            Set.of(Operator.EQUALS.getFunction(), Operator.NOT_EQUALS.getFunction());

    private final String source;
    private final Supplier<CelAbstractSyntaxTree> loader;
    private volatile CelAbstractSyntaxTree syntaxTree;
    private volatile CelRuntime.Program program;
    private volatile Set<String> names;

    /// @param loader gives the checked syntax tree; called when the expression is first used, since it may compile it
    public ScriptExpression(String source, Supplier<CelAbstractSyntaxTree> loader) {
        this.source = source;
        this.loader = loader;
    }

    /// Two threads at once may load it twice, to the same result.
    private CelAbstractSyntaxTree syntaxTree() {
        if (syntaxTree == null) {
            syntaxTree = loader.get();
        }
        return syntaxTree;
    }

    private CelRuntime.Program getOrCreateProgram() throws CelEvaluationException {
        if (program == null) {
            synchronized (this) {
                if (program == null) {
                    program = CEL_RUNTIME.createProgram(syntaxTree());
                }
            }
        }
        return program;
    }

    public static CelType typeOf(ValueType type) {
        return switch (type) {
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

    /// Name of the answer and the option that it has to be, where the whole condition is this: `route == 'static_ip'`.
    public Optional<Map.Entry<String, String>> requiredOption() {
        CelExpr whole = syntaxTree().getExpr();
        if (whole.getKind() != Kind.CALL || !whole.call().function().equals(Operator.EQUALS.getFunction())) {
            return Optional.empty();
        }
        CelExpr name = whole.call().args().getFirst();
        CelExpr option = whole.call().args().getLast();
        return name.getKind() == Kind.IDENT
                        && option.getKind() == Kind.CONSTANT
                        && option.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(Map.entry(name.ident().name(), option.constant().stringValue()))
                : Optional.empty();
    }

    /// @param names resolves each name; a name of the script always has a value
    /// @throws IllegalStateException when the expression has no value (a division by zero, a missing key)
    public Object evaluate(Function<String, Object> names) {
        try {
            return getOrCreateProgram().eval(name -> Optional.ofNullable(names.apply(name)));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("«" + source + "» has no value", e);
        }
    }

    /// Names on which the value depends.
    public Set<String> names() {
        if (names == null) {
            names = CelNavigableAst.fromAst(syntaxTree())
                    .getRoot()
                    .allNodes()
                    .filter(node -> node.getKind() == Kind.IDENT)
                    .map(node -> node.expr().ident().name())
                    .collect(Collectors.toUnmodifiableSet());
        }
        return names;
    }

    /// True when the value depends on a name.
    ///
    /// @param codes a comparison of the name with one of these does not count
    public boolean readsName(String name, Collection<String> codes) {
        return CelNavigableAst.fromAst(syntaxTree())
                .getRoot()
                .allNodes()
                .anyMatch(node -> node.getKind() == Kind.IDENT
                        && node.expr().ident().name().equals(name)
                        && node.parent()
                                .filter(parent -> isComparison(parent, codes))
                                .isEmpty());
    }

    private static boolean isComparison(CelNavigableExpr node, Collection<String> codes) {
        return node.getKind() == Kind.CALL
                && EQUALITY_OPERATORS.contains(node.expr().call().function())
                && node.expr().call().args().stream()
                        .filter(operand -> operand.getKind() == Kind.CONSTANT)
                        .map(CelExpr::constant)
                        .anyMatch(value -> value.getKind() == CelConstant.Kind.STRING_VALUE
                                && codes.contains(value.stringValue()));
    }

    /// True when the expression selects a field of this name from some value.
    public boolean selectsField(String field) {
        return CelNavigableAst.fromAst(syntaxTree())
                .getRoot()
                .allNodes()
                .anyMatch(node -> node.getKind() == Kind.SELECT
                        && node.expr().select().field().equals(field));
    }

    public boolean isTrue(Function<String, Object> names) {
        return Boolean.TRUE.equals(evaluate(names));
    }
}
