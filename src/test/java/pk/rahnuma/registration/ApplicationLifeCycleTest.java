package pk.rahnuma.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.assertViolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApplicationLifeCycleTest {

    private static final Pattern EDGE = Pattern.compile(" +(\\w+) --> (\\w+) : ([\\w-]+) \\(([\\w, ]+)\\)");

    private record Cell(ApplicationStatus from, ApplicationTransition act, TransitionActor by) {}

    @Test
    void exactlyTheTransitionsOfTheTableCanHappen() {
        Map<Cell, ApplicationStatus> table = table();
        for (ApplicationStatus from : ApplicationStatus.values()) {
            for (ApplicationTransition act : ApplicationTransition.values()) {
                for (TransitionActor by : TransitionActor.values()) {
                    ApplicationStatus to = table.get(new Cell(from, act, by));
                    if (to != null) {
                        assertThat(act.applyTo(from, by))
                                .as("%s %s by %s", from, act, by)
                                .isEqualTo(to);
                    } else {
                        assertViolation(() -> act.applyTo(from, by));
                    }
                    assertThat(from.allowedTransitions(by).contains(act)).isEqualTo(to != null);
                }
            }
        }
    }

    @Test
    void everyStatusCanBeReachedAndOnlyFiveAreFinal() {
        Set<ApplicationStatus> reached = EnumSet.of(ApplicationStatus.SUBMITTED);
        Map<Cell, ApplicationStatus> table = table();
        table.values().forEach(reached::add);
        assertThat(reached).containsExactlyInAnyOrder(ApplicationStatus.values());
        assertThat(Arrays.stream(ApplicationStatus.values())
                        .filter(s -> Arrays.stream(TransitionActor.values())
                                .allMatch(p -> s.allowedTransitions(p).isEmpty())))
                .containsExactlyInAnyOrder(
                        ApplicationStatus.EXPIRED,
                        ApplicationStatus.REVOKED,
                        ApplicationStatus.CANCELLED,
                        ApplicationStatus.WITHDRAWN,
                        ApplicationStatus.LAPSED);
    }

    @Test
    void aRefusedActSaysWhatIsExpected() {
        assertViolation(() -> ApplicationTransition.APPROVE.applyTo(ApplicationStatus.SCREENING, TransitionActor.STAFF))
                .withMessage("approve is not possible in SCREENING: expected ask, verify, reject, withdraw");
        assertViolation(() -> ApplicationTransition.RESUME.applyTo(ApplicationStatus.REVOKED, TransitionActor.STAFF))
                .withMessage("resume is not possible in REVOKED: staff can do nothing more here");
    }

    @Test
    void actsAndReasonsAreReadAsTyped() {
        assertThat(ApplicationTransition.parseWord(" Refuse_Change ")).contains(ApplicationTransition.REFUSE_CHANGE);
        assertThat(ApplicationTransition.parseWord("aprove")).isEmpty();
        assertThat(DecisionReason.parseCode("ip-is-vpn-exit")).contains(DecisionReason.IP_IS_VPN_EXIT);
        assertThat(DecisionReason.parseCode("because")).isEmpty();
        assertThat(DecisionReason.values()).hasSize(17);
    }

    /// Transitions of the diagram in docs/decision-path.md, "Life cycle".
    private static Map<Cell, ApplicationStatus> table() {
        Map<Cell, ApplicationStatus> table = new HashMap<>();
        try (Stream<String> lines = Files.lines(Path.of("docs", "decision-path.md"))) {
            lines.map(EDGE::matcher).filter(Matcher::matches).forEach(edge -> {
                for (String by : edge.group(4).split(", ")) {
                    Cell move = new Cell(
                            ApplicationStatus.valueOf(edge.group(1)),
                            ApplicationTransition.parseWord(edge.group(3)).orElseThrow(),
                            TransitionActor.valueOf(by.toUpperCase(Locale.ROOT)));
                    table.put(move, ApplicationStatus.valueOf(edge.group(2)));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }
}
