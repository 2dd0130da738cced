package pk.rahnuma.dialog.cost;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Loads the desk's own classes, and the normaliser of ICU, a second time, with calls of [StepCounter] in their code.
final class StepCountingClassLoader extends ClassLoader {

    private static final String ICU_NORMALISER = "com.ibm.icu.impl.Normalizer2Impl";
    /// Loaded a second time: packages as a whole, since their classes see each other.
    private static final List<String> OWN_PACKAGES = List.of("pk.rahnuma.", "com.ibm.icu.");
    private static final List<String> COUNTED_PACKAGES =
            List.of("pk.rahnuma.dialog.", "pk.rahnuma.faq.", "pk.rahnuma.shared.");
    /// Learns from our own texts, for long.
    private static final String TRAINING = "pk.rahnuma.faq.catalog.LogisticRegression";

    private static final ClassDesc COUNTER = ClassDesc.of(StepCounter.class.getName());
    private static final Map<String, MethodTypeDesc> COUNTED_CALLS = countedCalls();

    private final ClassFile classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(StepCountingClassLoader.class.getClassLoader())
                    .orElse(ClassHierarchyResolver.defaultResolver())));

    StepCountingClassLoader() {
        super(StepCountingClassLoader.class.getClassLoader());
    }

    private static Map<String, MethodTypeDesc> countedCalls() {
        Map<String, MethodTypeDesc> calls = new HashMap<>();
        for (Method method : StepCounter.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && method.getParameterCount() > 0) {
                ClassDesc result = describe(method.getReturnType());
                List<ClassDesc> parameters = Arrays.stream(method.getParameterTypes())
                        .map(StepCountingClassLoader::describe)
                        .toList();
                MethodTypeDesc replaced = MethodTypeDesc.of(result, parameters.subList(1, parameters.size()));
                calls.put(
                        callKey(parameters.getFirst(), method.getName(), replaced),
                        MethodTypeDesc.of(result, parameters));
            }
        }
        return calls;
    }

    private static ClassDesc describe(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    private static String callKey(ClassDesc owner, String name, MethodTypeDesc type) {
        return owner.descriptorString() + name + type.descriptorString();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            boolean own =
                    OWN_PACKAGES.stream().anyMatch(name::startsWith) && !name.startsWith(StepCounter.class.getName());
            return own ? defineOwnClass(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> defineOwnClass(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            boolean counted = COUNTED_PACKAGES.stream().anyMatch(name::startsWith) && !name.equals(TRAINING)
                    || name.startsWith(ICU_NORMALISER);
            byte[] defined = counted ? insertCounts(bytes) : bytes;
            return defineClass(name, defined, 0, defined.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] insertCounts(byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        ClassTransform transform = (builder, element) -> {
            if (element instanceof MethodModel method && method.code().isPresent()) {
                builder.transformMethod(
                        method, MethodTransform.transformingCode(CodeTransform.ofStateful(CountingTransform::new)));
            } else {
                builder.with(element);
            }
        };
        return classFile.transformClass(model, transform);
    }

    private static final class CountingTransform implements CodeTransform {

        private final Set<Label> passed = new HashSet<>();

        @Override
        public void atStart(CodeBuilder builder) {
            addStep(builder);
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof LabelTarget target) {
                passed.add(target.label());
            } else if (element instanceof BranchInstruction branch && passed.contains(branch.target())) {
                addStep(builder);
            } else if (element instanceof InvokeInstruction call && call.opcode() != Opcode.INVOKESTATIC) {
                String name = call.name().stringValue();
                MethodTypeDesc counted = COUNTED_CALLS.get(callKey(call.owner().asSymbol(), name, call.typeSymbol()));
                if (counted != null) {
                    builder.invokestatic(COUNTER, name, counted);
                    return;
                }
            }
            builder.with(element);
        }

        private static void addStep(CodeBuilder builder) {
            builder.invokestatic(COUNTER, "addStep", MethodTypeDesc.of(ConstantDescs.CD_void));
        }
    }
}
