package pk.rahnuma.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LifeCycleTest {

    private record Cell(Status from, Move act, Party by) {}

    @Example
    void exactlyTheMovesOfTheTableCanHappen() {
        Map<Cell, Status> table = table();
        for (Status from : Status.values()) {
            for (Move act : Move.values()) {
                for (Party by : Party.values()) {
                    Status to = table.get(new Cell(from, act, by));
                    if (to != null) {
                        assertThat(act.apply(from, by))
                                .as("%s %s by %s", from, act, by)
                                .isEqualTo(to);
                    } else {
                        assertThatExceptionOfType(NotPossible.class)
                                .as("%s %s by %s", from, act, by)
                                .isThrownBy(() -> act.apply(from, by));
                    }
                    assertThat(from.allowed(by).contains(act)).isEqualTo(to != null);
                }
            }
        }
    }

    @Property
    void whateverIsTriedOnlyMovesOfTheTableAreMade(@ForAll List<Move> acts, @ForAll List<Party> parties) {
        Map<Cell, Status> table = table();
        Status status = Status.SUBMITTED;
        for (int i = 0; i < Math.min(acts.size(), parties.size()); i++) {
            Status before = status;
            try {
                status = acts.get(i).apply(status, parties.get(i));
                assertThat(status).isEqualTo(table.get(new Cell(before, acts.get(i), parties.get(i))));
            } catch (NotPossible refused) {
                assertThat(table).doesNotContainKey(new Cell(before, acts.get(i), parties.get(i)));
            }
        }
    }

    @Example
    void everyStatusCanBeReachedAndOnlyFiveAreFinal() {
        Set<Status> reached = EnumSet.of(Status.SUBMITTED);
        Map<Cell, Status> table = table();
        table.values().forEach(reached::add);
        assertThat(reached).containsExactlyInAnyOrder(Status.values());
        assertThat(Arrays.stream(Status.values())
                        .filter(s -> Arrays.stream(Party.values())
                                .allMatch(p -> s.allowed(p).isEmpty())))
                .containsExactlyInAnyOrder(
                        Status.EXPIRED, Status.REVOKED, Status.CANCELLED, Status.WITHDRAWN, Status.LAPSED);
    }

    @Example
    void aRefusedActSaysWhatIsExpected() {
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> Move.APPROVE.apply(Status.SCREENING, Party.STAFF))
                .withMessage("approve is not possible in SCREENING: expected ask, verify, reject, withdraw");
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> Move.RESUME.apply(Status.REVOKED, Party.STAFF))
                .withMessage("resume is not possible in REVOKED: expected nothing, staff can do no more here");
    }

    @Example
    void actsAndReasonsAreReadAsTyped() {
        assertThat(Move.read(" Refuse_Change ")).contains(Move.REFUSE_CHANGE);
        assertThat(Move.read("aprove")).isEmpty();
        assertThat(Reason.read("ip-is-vpn-exit")).contains(Reason.IP_IS_VPN_EXIT);
        assertThat(Reason.read("because")).isEmpty();
        assertThat(Reason.values()).hasSize(17);
    }

    private static Map<Cell, Status> table() {
        Map<Cell, Status> table = new HashMap<>();
        try (InputStream in = LifeCycleTest.class.getResourceAsStream("life-cycle.tsv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(cell -> {
                        for (String by : cell[2].split(" ")) {
                            Cell move = new Cell(
                                    Status.valueOf(cell[0]),
                                    Move.read(cell[1]).orElseThrow(),
                                    Party.valueOf(by.toUpperCase(java.util.Locale.ROOT)));
                            table.put(move, Status.valueOf(cell[3]));
                        }
                    });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return table;
    }
}
