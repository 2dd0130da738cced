package pk.rahnuma.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.stream.Collectors;

/// Fuzzes targets one after the other in one process, since the start of the fuzzer takes longer than to try thousands
/// of inputs. The bytes of an input are those of the target whose turn it is. Turns are only taken after the planted
/// fault, whose target is then the first one: its failure ends the process after the last turn.
class FuzzTargetSequence {

    /// System property: names of classes, separated by commas.
    static final String TARGETS_PROPERTY = "fuzz.targets";

    private static final Duration TURN = Duration.ofSeconds(2);
    /// Runs before the turn, which load and instrument the classes: on a busy machine they take longer than it.
    private static final int WARM_UP_RUNS = 10;

    private static final Queue<MethodHandle> TARGETS = Arrays.stream(
                    System.getProperty(TARGETS_PROPERTY).split(","))
            .map(FuzzTargetSequence::findTarget)
            .collect(Collectors.toCollection(ArrayDeque::new));

    private static PlantedFaultFuzzTarget.PlantedFaultException plantedFault;
    private static int runs;
    private static long turnStart;

    @FuzzTest
    void runsTheTargetWhoseTurnItIs(FuzzedDataProvider data) throws Throwable {
        if (plantedFault != null && runs > WARM_UP_RUNS && System.nanoTime() - turnStart > TURN.toNanos()) {
            endTurn();
        }
        runs++;
        if (runs == WARM_UP_RUNS) {
            turnStart = System.nanoTime();
        }
        MethodHandle target = TARGETS.element();
        try {
            if (target.type().parameterType(0) == byte[].class) {
                target.invoke(data.consumeRemainingAsBytes());
            } else {
                target.invoke(data);
            }
        } catch (PlantedFaultFuzzTarget.PlantedFaultException e) {
            plantedFault = e;
            endTurn();
        }
    }

    private static void endTurn() {
        TARGETS.remove();
        runs = 0;
        if (TARGETS.isEmpty()) {
            throw plantedFault;
        }
    }

    private static MethodHandle findTarget(String className) {
        try {
            Class<?> type = Class.forName(className);
            Method method = Arrays.stream(type.getDeclaredMethods())
                    .filter(each -> each.isAnnotationPresent(FuzzTest.class))
                    .findFirst()
                    .orElseThrow();
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            Object target =
                    lookup.unreflectConstructor(type.getDeclaredConstructor()).invoke();
            return lookup.unreflect(method).bindTo(target);
        } catch (Throwable e) {
            throw new IllegalStateException("no fuzz target: " + className, e);
        }
    }
}
