package pk.rahnuma.dialog.script.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Simple expressions in plain Java, with the meaning of CEL: names, constants, `==`, `!=`, `<` and the like between
/// whole numbers or between texts, `in` a literal list, `size` of a list, `!`, `&&` and `||`. A walk evaluates dozens
/// of them, and CEL's interpreter would take most of its time.
///
/// An expression without a plain value (null) is left to CEL.
@FunctionalInterface
interface SimpleExpression {

    /// @return a `String`, `Boolean` or `Long`, the value of a name of any type, or null
    Object evaluate(Function<String, Object> names);

    /// @return null when the expression is not simple
    static SimpleExpression compile(CelAbstractSyntaxTree ast) {
        return compile(ast.getExpr(), ast.getReferenceMap());
    }

    private static SimpleExpression compile(CelExpr expr, Map<Long, CelReference> references) {
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr.constant());
            case IDENT, SELECT -> name(references.get(expr.id()));
            case CALL -> call(expr.call(), references);
            default -> null;
        };
    }

    private static SimpleExpression constant(CelConstant constant) {
        Object value = plain(constant);
        return value == null ? null : names -> value;
    }

    private static Object plain(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> constant.stringValue();
            case BOOLEAN_VALUE -> constant.booleanValue();
            case INT64_VALUE -> constant.int64Value();
            default -> null;
        };
    }

    private static SimpleExpression name(CelReference reference) {
        if (reference == null || reference.name().isEmpty()) {
            return null;
        }
        String name = reference.name();
        return names -> {
            Object value = names.apply(name);
            return value instanceof Integer whole ? (Object) Long.valueOf(whole) : value;
        };
    }

    private static SimpleExpression call(CelExpr.CelCall call, Map<Long, CelReference> references) {
        if (call.target().isPresent() || call.args().isEmpty()) {
            return null;
        }
        SimpleExpression first = compile(call.args().getFirst(), references);
        if (first == null) {
            return null;
        }
        if (call.args().size() == 1) {
            return switch (call.function()) {
                case "!_" -> names -> first.evaluate(names) instanceof Boolean truth ? (Object) !truth : null;
                case "size" ->
                    names -> first.evaluate(names) instanceof List<?> list ? (Object) (long) list.size() : null;
                default -> null;
            };
        }
        CelExpr other = call.args().get(1);
        if (call.function().equals("@in")) {
            return other.getKind() == CelExpr.ExprKind.Kind.LIST ? in(first, other.list()) : null;
        }
        SimpleExpression second = compile(other, references);
        return second == null ? null : between(call.function(), first, second);
    }

    private static SimpleExpression in(SimpleExpression value, CelExpr.CelList list) {
        Set<Object> among = new HashSet<>();
        for (CelExpr element : list.elements()) {
            Object constant = element.getKind() == CelExpr.ExprKind.Kind.CONSTANT ? plain(element.constant()) : null;
            if (constant == null) {
                return null;
            }
            among.add(constant);
        }
        return names -> {
            Object found = value.evaluate(names);
            return isPlain(found) ? (Object) among.contains(found) : null;
        };
    }

    private static SimpleExpression between(String function, SimpleExpression first, SimpleExpression second) {
        return switch (function) {
            case "_==_" -> names -> equal(first.evaluate(names), second.evaluate(names));
            case "_!=_" ->
                names -> equal(first.evaluate(names), second.evaluate(names)) instanceof Boolean same
                        ? (Object) !same
                        : null;
            case "_&&_" -> names -> both(first.evaluate(names), second, names, false);
            case "_||_" -> names -> both(first.evaluate(names), second, names, true);
            case "_<_", "_<=_", "_>_", "_>=_" ->
                names -> compared(function, first.evaluate(names), second.evaluate(names));
            default -> null;
        };
    }

    /// @param settles the value of one side that decides the whole
    private static Object both(Object first, SimpleExpression second, Function<String, Object> names, boolean settles) {
        if (!(first instanceof Boolean truth)) {
            return null;
        }
        return truth == settles ? (Object) settles : second.evaluate(names) instanceof Boolean other ? other : null;
    }

    private static Object equal(Object first, Object second) {
        return isPlain(first) && isPlain(second) ? (Object) first.equals(second) : null;
    }

    private static Object compared(String function, Object first, Object second) {
        int order;
        if (first instanceof Long a && second instanceof Long b) {
            order = a.compareTo(b);
        } else if (first instanceof String a && second instanceof String b) {
            order = a.compareTo(b);
        } else {
            return null;
        }
        return switch (function) {
            case "_<_" -> order < 0;
            case "_<=_" -> order <= 0;
            case "_>_" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Boolean || value instanceof Long;
    }
}
