package pk.rahnuma.random;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.opentest4j.TestAbortedException;

/// Test of a property, which runs a number of times with other [RandomValues] each.
///
///     @RandomTest(tries = 200)
///     void aShownReferenceIsReadBack(RandomValues random) { … }
///
/// The seeds are the same in each run, so that a build can be repeated. Those of the first two tries give the bounds of
/// each range ([RandomValues]), the others follow from the names of the class and the method. The first failure
/// ends the test. It begins with the options of `mvn test` that run the try again, and it alone:
/// `-Dexcluded.groups= -Dtest=ReferenceTest#aShownReferenceIsReadBack -Dtest.seed=5`. Any other number is a new try.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(RandomTest.SeededValuesProvider.class)
@ExtendWith(RandomTest.FirstFailureReporter.class)
public @interface RandomTest {

    /// Number of tries, at least 2.
    int tries() default 100;

    final class SeededValuesProvider implements ArgumentsProvider {

        private static final Long ONLY_SEED = Long.getLong("test.seed");

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            LongStream seeds = ONLY_SEED == null ? seedsOf(context.getRequiredTestMethod()) : LongStream.of(ONLY_SEED);
            return seeds.mapToObj(seed -> Arguments.of(new RandomValues(seed)));
        }

        private static LongStream seedsOf(Method test) {
            int tries = test.getAnnotation(RandomTest.class).tries();
            String name = test.getDeclaringClass().getName() + "#" + test.getName();
            LongStream further = new Random(name.hashCode())
                    .ints(tries - 2L, RandomValues.HIGHEST_SEED + 1, Integer.MAX_VALUE)
                    .asLongStream();
            return LongStream.concat(LongStream.of(RandomValues.LOWEST_SEED, RandomValues.HIGHEST_SEED), further);
        }
    }

    /// Adds the seed to a failure, after which the test has no further tries.
    final class FirstFailureReporter implements ExecutionCondition, TestExecutionExceptionHandler {

        private static final String FAILED_KEY = "failed";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return storeOfTest(context).get(FAILED_KEY) == null
                    ? ConditionEvaluationResult.enabled("no try has failed")
                    : ConditionEvaluationResult.disabled("an earlier try has failed");
        }

        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
            if (failure instanceof TestAbortedException) {
                throw failure;
            }
            storeOfTest(context).put(FAILED_KEY, true);
            String test = context.getRequiredTestClass().getSimpleName() + "#"
                    + context.getRequiredTestMethod().getName();
            throw new AssertionError(
                    "-Dexcluded.groups= -Dtest=%s %s: %s".formatted(test, context.getDisplayName(), failure), failure);
        }

        /// Store that the tries of a test share.
        private static ExtensionContext.Store storeOfTest(ExtensionContext context) {
            return context.getParent()
                    .orElseThrow()
                    .getStore(ExtensionContext.Namespace.create(FirstFailureReporter.class));
        }
    }
}
