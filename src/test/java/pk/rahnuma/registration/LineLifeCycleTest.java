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

class LineLifeCycleTest {

    private static final Pattern EDGE = Pattern.compile(" +(\\w+) --> (\\w+) : ([\\w-]+) \\(([\\w, ]+)\\)");

    private record Cell(LineStatus from, LineTransition act, TransitionActor by) {}

    @Test
    void exactlyTheTransitionsOfTheTableCanHappen() {
        Map<Cell, LineStatus> table = table();
        for (LineStatus from : LineStatus.values()) {
            for (LineTransition act : LineTransition.values()) {
                for (TransitionActor by : TransitionActor.values()) {
                    LineStatus to = table.get(new Cell(from, act, by));
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
    void everyStatusCanBeReachedAndOnlyFourAreFinal() {
        Set<LineStatus> reached = EnumSet.of(LineStatus.REQUESTED);
        Map<Cell, LineStatus> table = table();
        table.values().forEach(reached::add);
        assertThat(reached).containsExactlyInAnyOrder(LineStatus.values());
        assertThat(Arrays.stream(LineStatus.values())
                        .filter(s -> Arrays.stream(TransitionActor.values())
                                .allMatch(p -> s.allowedTransitions(p).isEmpty())))
                .containsExactlyInAnyOrder(
                        LineStatus.REVOKED, LineStatus.ENDED, LineStatus.WITHDRAWN, LineStatus.LAPSED);
    }

    @Test
    void aRefusedActSaysWhatIsExpected() {
        assertViolation(() -> LineTransition.APPROVE.applyTo(LineStatus.REQUESTED, TransitionActor.STAFF))
                .withMessage("approve is not possible in REQUESTED: expected ask, verify, refuse, withdraw");
        assertViolation(() -> LineTransition.RESUME.applyTo(LineStatus.REVOKED, TransitionActor.STAFF))
                .withMessage("resume is not possible in REVOKED: staff can do nothing more here");
    }

    @Test
    void actsAndReasonsAreReadAsTyped() {
        assertThat(LineTransition.parseWord(" Refuse_Change ")).contains(LineTransition.REFUSE_CHANGE);
        assertThat(LineTransition.parseWord("aprove")).isEmpty();
        assertThat(DecisionReason.parseCode("ip-is-vpn-exit")).contains(DecisionReason.IP_IS_VPN_EXIT);
        assertThat(DecisionReason.parseCode("because")).isEmpty();
        assertThat(DecisionReason.values()).hasSize(17);
    }

    /// Transitions of the diagram in docs/decision-path.md, "Life cycle".
    private static Map<Cell, LineStatus> table() {
        Map<Cell, LineStatus> table = new HashMap<>();
        try (Stream<String> lines = Files.lines(Path.of("docs", "decision-path.md"))) {
            lines.map(EDGE::matcher).filter(Matcher::matches).forEach(edge -> {
                for (String by : edge.group(4).split(", ")) {
                    Cell move = new Cell(
                            LineStatus.valueOf(edge.group(1)),
                            LineTransition.parseWord(edge.group(3)).orElseThrow(),
                            TransitionActor.valueOf(by.toUpperCase(Locale.ROOT)));
                    table.put(move, LineStatus.valueOf(edge.group(2)));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }
}
