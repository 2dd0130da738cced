package pk.rahnuma.fuzz;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Process that fuzzes the targets of a [FuzzTargetSequence], and prints its findings.
final class FuzzProcess {

    static final String FINDING_PREFIX = "FUZZ FINDING: ";

    private FuzzProcess() {}

    public static void main(String[] args) {
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(FuzzTargetSequence.class))
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .build(),
                        new Findings());
        System.exit(0);
    }

    private static final class Findings implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(found -> System.out.println(FINDING_PREFIX + found));
        }
    }
}
