package pk.rahnuma.person;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.ask;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.messaging.Channel;
import pk.rahnuma.messaging.ChatRepository;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.registration.submission.SubmitApplicationAction;

class InactivePersonRetentionServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#plans")
    void whoHasNoApplicationIsErasedTwelveMonthsAfterTheLastWord(Supplier<TestServer.Builder> plan) {
        try (TestServer house = plan.get().start()) {
            long silent = person(house, "1");
            long applicant = person(house, "2");
            sent(house, applicant, "39.36.1.1");
            InactivePersonRetentionService silence = house.get(InactivePersonRetentionService.class);
            assertThat(silence.run(NOW.plus(InactivePersonRetentionService.LONG)))
                    .isZero();
            assertThat(silence.run(NOW.plus(InactivePersonRetentionService.LONG).plusSeconds(1)))
                    .isEqualTo(1);
            assertThat(persons(house)).doesNotContain(silent).contains(applicant);
            assertThat(silence.run(NOW.plus(InactivePersonRetentionService.LONG.multipliedBy(10))))
                    .isZero();
        }
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#plans")
    void anApplicationThatEndedIsForgottenAfterTwoYearsAndThenItsSilentPersonToo(Supplier<TestServer.Builder> plan) {
        try (TestServer house = plan.get().start()) {
            long person = person(house, "1");
            Reference ended = sent(house, person, "39.36.1.1");
            Reference running = sent(house, person, "39.36.1.2");
            Instant end = NOW.plus(DAY);
            house.get(DecisionProposalService.class)
                    .decide(ended, new ApplicationDecision(ApplicationTransition.WITHDRAW), "omar", end);
            Duration kept = Duration.ofDays(730);
            InactivePersonRetentionService silence = house.get(InactivePersonRetentionService.class);
            silence.run(end.plus(kept));
            assertThat(isForgotten(house, ended)).isFalse();
            silence.run(end.plus(kept).plusSeconds(1));
            assertThat(isForgotten(house, ended)).isTrue();
            assertThat(isForgotten(house, running)).isFalse();
            assertThat(persons(house)).contains(person);
            house.get(DecisionProposalService.class)
                    .decide(running, new ApplicationDecision(ApplicationTransition.WITHDRAW), "omar", end);
            assertThat(silence.run(end.plus(kept).plusSeconds(1))).isEqualTo(1);
            assertThat(persons(house)).doesNotContain(person);
        }
    }

    private static long person(TestServer house, String name) {
        ChatRepository.Address address = new ChatRepository.Address(Channel.WEB, name);
        return house.get(ChatRepository.class)
                .open(List.of(address), Map.of(address, "en"), NOW)
                .get(address)
                .conversation();
    }

    private static Reference sent(TestServer house, long person, String address) {
        SubmitApplicationAction.Out out = house.get(Jdbi.class)
                .inTransaction(handle -> house.get(SubmitApplicationAction.class)
                        .run(List.of(ask(person, new SubmitApplicationAction.In(answers(address)), NOW)))
                        .getFirst());
        return Reference.read(out.reference()).orElseThrow();
    }

    private static boolean isForgotten(TestServer house, Reference reference) {
        return house.get(ApplicationReviewService.class)
                .open(reference, false, "omar", NOW)
                .application()
                .forgotten();
    }

    private static List<Long> persons(TestServer house) {
        return house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select id from conversation")
                        .mapTo(Long.class)
                        .list());
    }
}
