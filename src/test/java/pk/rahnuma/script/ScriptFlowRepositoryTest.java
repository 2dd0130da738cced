package pk.rahnuma.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.script.ScriptFlowRepository.FlowRow;

@OnEachDatabase(always = true)
class ScriptFlowRepositoryTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00.123456Z");

    private final ScriptFlowRepository flows;

    ScriptFlowRepositoryTest(TestDatabase database) {
        this.flows = database.getBean(ScriptFlowRepository.class);
    }

    @Test
    void aVersionIsInUseUntilItIsRetiredAndAgainWhenItIsServed() {
        Instant later = MONDAY.plusSeconds(1);
        flows.saveScripts(List.of(script("first")), MONDAY);
        flows.saveScripts(List.of(script("second"), script("first")), later);
        flows.saveScripts(List.of(), later);
        assertThat(flows.findSources()).isEqualTo(Map.of("first", "source of first", "second", "source of second"));

        flows.retireFlow("first", "sana", later);
        flows.retireFlow("first", "ali", later.plusSeconds(1));
        assertThat(flows.findSources()).containsOnlyKeys("second");
        assertThat(flows.isInUse("first")).isFalse();
        assertThat(flows.isInUse("second")).isTrue();
        assertThat(flows.isInUse("third")).isFalse();
        FlowRow second = new FlowRow("second", "register", later, null, null);
        assertThat(flows.findAll()).containsExactly(second, new FlowRow("first", "register", MONDAY, later, "sana"));

        flows.reinstateFlows(List.of("first", "second"));
        assertThat(flows.findAll()).containsExactly(second, new FlowRow("first", "register", MONDAY, null, null));
    }

    private static Script script(String flow) {
        return new Script(
                "register",
                flow,
                null,
                null,
                0,
                false,
                false,
                false,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                "source of " + flow);
    }
}
