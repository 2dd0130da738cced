package pk.rahnuma.dialog.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the regular expressions in compiled classes: constants that are passed to [java.util.regex.Pattern], or to
/// the methods of `String` that take an expression.
final class ExpressionFinder {

    private static final String PATTERN = "java/util/regex/Pattern";
    private static final Set<String> STRING_METHODS = Set.of("matches", "split", "replaceAll", "replaceFirst");
    private static final Set<String> PATTERN_METHODS = Set.of("compile", "matches");
    private static final String FIRST_ARGUMENT_TEXT = "(Ljava/lang/String;";

    /// A use of an expression.
    ///
    /// @param place class and method
    /// @param expression null when it is no constant
    /// @param flags of [java.util.regex.Pattern]
    /// @param whole whether a text has to match as a whole
    record FoundExpression(String place, String expression, int flags, boolean whole) {}

    private ExpressionFinder() {}

    static List<FoundExpression> findAll(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            List<FoundExpression> found = new ArrayList<>();
            for (Path file : files.filter(name -> name.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                ClassModel model = ClassFile.of().parse(file);
                for (MethodModel method : model.methods()) {
                    method.code().ifPresent(code -> collect(model, method, code, found));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(ClassModel model, MethodModel method, CodeModel code, List<FoundExpression> found) {
        List<Instruction> passed = new ArrayList<>();
        for (CodeElement element : code.elementList()) {
            if (element instanceof InvokeInstruction call && takesExpression(call)) {
                String type = call.type().stringValue();
                int behind = call.typeSymbol().parameterCount() - 1;
                Object expression = constantAt(passed, behind);
                Object flags = type.startsWith("(Ljava/lang/String;I)") && isPattern(call) ? constantAt(passed, 0) : 0;
                found.add(new FoundExpression(
                        model.thisClass().asInternalName().replace('/', '.') + "."
                                + method.methodName().stringValue(),
                        expression instanceof String text && flags instanceof Integer ? text : null,
                        flags instanceof Integer number ? number : 0,
                        call.name().equalsString("matches")));
            }
            if (element instanceof Instruction instruction) {
                passed.add(instruction);
            }
        }
    }

    private static boolean isPattern(InvokeInstruction call) {
        return call.owner().asInternalName().equals(PATTERN);
    }

    private static boolean takesExpression(InvokeInstruction call) {
        String name = call.name().stringValue();
        return call.type().stringValue().startsWith(FIRST_ARGUMENT_TEXT)
                && (isPattern(call) && PATTERN_METHODS.contains(name)
                        || call.owner().asInternalName().equals("java/lang/String") && STRING_METHODS.contains(name));
    }

    /// The constant that was loaded so many instructions before the end; null when it was something else.
    private static Object constantAt(List<Instruction> passed, int before) {
        int index = passed.size() - 1 - before;
        return index >= 0 && passed.get(index) instanceof ConstantInstruction constant
                ? constant.constantValue()
                : null;
    }
}
