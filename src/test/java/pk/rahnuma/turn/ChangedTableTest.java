package pk.rahnuma.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.House;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.post.Channel;

/// A node of a newer version changes tables while this one works.
class ChangedTableTest {

    private static final int PEOPLE = 40;

    static Stream<Named<House.Plan>> houses() {
        return Stream.of(Named.of("H2", House.onH2()), Named.of("MariaDB", House.onMariaDb()));
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("houses")
    void everyMessageIsAnsweredWhileTablesAreChanged(House.Plan plan) throws Exception {
        try (House house = plan.start()) {
            assertThat(say(house, "1")).allMatch(receipt -> !receipt.said().isEmpty());
            for (String table : List.of("message", "seen", "conversation", "trail", "chat")) {
                house.get(Jdbi.class)
                        .useHandle(handle -> handle.execute("alter table " + table + " add column later int"));
            }
            assertThat(say(house, "2")).allMatch(receipt -> !receipt.said().isEmpty());
            int lost = house.get(Jdbi.class)
                    .withHandle(handle -> handle.createQuery("select count(*) from dead_letter")
                            .mapTo(Integer.class)
                            .one());
            assertThat(lost).isZero();
        }
    }

    private static List<Receipt> say(House house, String update) throws Exception {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            receipts.add(house.get(Intake.class)
                    .offer(new Incoming(
                            Channel.WEB, "person" + person, update, new Input.Text("hello"), "en", Instant.now())));
        }
        List<Receipt> done = new ArrayList<>();
        for (CompletableFuture<Receipt> receipt : receipts) {
            done.add(receipt.get(20, TimeUnit.SECONDS));
        }
        return done;
    }
}
