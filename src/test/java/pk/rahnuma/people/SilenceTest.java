package pk.rahnuma.people;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.Rooms.answers;
import static pk.rahnuma.registration.Rooms.ask;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.House;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chats;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decisions.Dossiers;
import pk.rahnuma.registration.decisions.Proposals;
import pk.rahnuma.registration.submission.Submit;

class SilenceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.House#plans")
    void whoHasNoApplicationIsErasedTwelveMonthsAfterTheLastWord(Supplier<House.Plan> plan) {
        try (House house = plan.get().start()) {
            long silent = person(house, "1");
            long applicant = person(house, "2");
            sent(house, applicant, "39.36.1.1");
            Silence silence = house.get(Silence.class);
            assertThat(silence.run(NOW.plus(Silence.LONG))).isZero();
            assertThat(silence.run(NOW.plus(Silence.LONG).plusSeconds(1))).isEqualTo(1);
            assertThat(persons(house)).doesNotContain(silent).contains(applicant);
            assertThat(silence.run(NOW.plus(Silence.LONG.multipliedBy(10)))).isZero();
        }
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.House#plans")
    void anApplicationThatEndedIsForgottenAfterTwoYearsAndThenItsSilentPersonToo(Supplier<House.Plan> plan) {
        try (House house = plan.get().start()) {
            long person = person(house, "1");
            Reference ended = sent(house, person, "39.36.1.1");
            Reference running = sent(house, person, "39.36.1.2");
            Instant end = NOW.plus(DAY);
            house.get(Proposals.class).decide(ended, new Decision(Move.WITHDRAW), "omar", end);
            Duration kept = Duration.ofDays(730);
            Silence silence = house.get(Silence.class);
            silence.run(end.plus(kept));
            assertThat(isForgotten(house, ended)).isFalse();
            silence.run(end.plus(kept).plusSeconds(1));
            assertThat(isForgotten(house, ended)).isTrue();
            assertThat(isForgotten(house, running)).isFalse();
            assertThat(persons(house)).contains(person);
            house.get(Proposals.class).decide(running, new Decision(Move.WITHDRAW), "omar", end);
            assertThat(silence.run(end.plus(kept).plusSeconds(1))).isEqualTo(1);
            assertThat(persons(house)).doesNotContain(person);
        }
    }

    private static long person(House house, String name) {
        Chats.Address address = new Chats.Address(Channel.WEB, name);
        return house.get(Chats.class)
                .open(List.of(address), Map.of(address, "en"), NOW)
                .get(address)
                .conversation();
    }

    private static Reference sent(House house, long person, String address) {
        Submit.Out out = house.get(Jdbi.class)
                .inTransaction(handle -> house.get(Submit.class)
                        .run(List.of(ask(person, new Submit.In(answers(address)), NOW)))
                        .getFirst());
        return Reference.read(out.reference()).orElseThrow();
    }

    private static boolean isForgotten(House house, Reference reference) {
        return house.get(Dossiers.class)
                .open(reference, false, "omar", NOW)
                .application()
                .forgotten();
    }

    private static List<Long> persons(House house) {
        return house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select id from conversation")
                        .mapTo(Long.class)
                        .list());
    }
}
