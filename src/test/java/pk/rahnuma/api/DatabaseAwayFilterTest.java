package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pk.rahnuma.House;
import pk.rahnuma.MariaDb;
import pk.rahnuma.store.DatabaseWatch;

/// Programs are answered while the database is not there, and go on when it is.
class DatabaseAwayFilterTest {

    /// A second, and a little for a busy machine.
    private static final Duration SOON = Duration.ofMillis(1_500);

    enum Trouble {
        HANGS(MariaDb::pause, MariaDb::resume),
        STOPPED(MariaDb::stop, MariaDb::start),
        HANGS_AND_IS_KILLED(MariaDb::pause, server -> {
            server.kill();
            server.start();
        });

        private final Consumer<MariaDb> begin;
        private final Consumer<MariaDb> end;

        Trouble(Consumer<MariaDb> begin, Consumer<MariaDb> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersWithinASecondAndLosesNothing(Trouble trouble) {
        try (MariaDb server = MariaDb.own();
                House house = House.on(server).start()) {
            Visitor visitor = Visitor.browser(house.address());
            visitor.say("/start");
            String id = Visitor.newId();
            trouble.begin.accept(server);
            try {
                isRefusedSoon(() -> visitor.read(""));
                isRefusedSoon(() -> visitor.say(id, "English"));
                isRefusedSoon(() -> visitor.read("/form"));
                isRefusedSoon(() -> Visitor.browser(house.address()).say("/start"));
                assertThat(house.get(DatabaseWatch.class).isAway()).isTrue();
            } finally {
                trouble.end.accept(server);
            }
            await().atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .until(() -> visitor.say(id, "English").status() == 200);
            List<String> texts = visitor.read("").texts();
            assertThat(texts).containsOnlyOnce("English");
        }
    }

    private static void isRefusedSoon(Supplier<Visitor.Answer> call) {
        long begun = System.nanoTime();
        Visitor.Answer answer = call.get();
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
        assertThat(answer.type()).isEqualTo("/problems/unavailable");
        assertThat(taken).isLessThan(SOON);
    }

    @Test
    void asksNothingOfTheEmbeddedDatabase() {
        try (House house = House.onH2().start()) {
            assertThat(house.get(DatabaseWatch.class).isAway()).isFalse();
            assertThat(Visitor.browser(house.address()).say("/start").status()).isEqualTo(200);
        }
    }
}
