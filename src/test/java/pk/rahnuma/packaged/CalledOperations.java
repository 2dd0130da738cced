package pk.rahnuma.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import pk.rahnuma.api.DescribedResponses;

/// Operations of the description that a generated client has called.
final class CalledOperations {

    private final Set<String> called = new TreeSet<>();

    /// @throws AssertionError when the description has no such operation
    void note(String method, String path) {
        called.add(DescribedResponses.findOperationId(method, path)
                .orElseThrow(() -> new AssertionError("not described: " + method + " " + path)));
    }

    void requireAll() {
        assertThat(called).isEqualTo(DescribedResponses.operationIds());
    }
}
