package pk.rahnuma.person;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.registration.submission.SubmitApplicationAction;
import pk.rahnuma.shared.Reference;

class InactivePersonRetentionServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#builders")
    void aPersonWithoutAnApplicationIsErasedAfterTwelveMonths(Supplier<TestServer.Builder> plan) {
        try (TestServer server = plan.get().shareServer()) {
            long silent = person(server, "1");
            long applicant = person(server, "2");
            sent(server, applicant, "39.36.1.1");
            InactivePersonRetentionService silence = server.getBean(InactivePersonRetentionService.class);
            assertThat(silence.eraseInactive(NOW.plus(InactivePersonRetentionService.INACTIVITY_LIMIT)))
                    .isZero();
            assertThat(silence.eraseInactive(NOW.plus(InactivePersonRetentionService.INACTIVITY_LIMIT)
                            .plusSeconds(1)))
                    .isEqualTo(1);
            assertThat(persons(server)).doesNotContain(silent).contains(applicant);
            assertThat(silence.eraseInactive(
                            NOW.plus(InactivePersonRetentionService.INACTIVITY_LIMIT.multipliedBy(10))))
                    .isZero();
        }
    }

    private static long person(TestServer server, String name) {
        ChatAddress address = new ChatAddress(Channel.WEB, name);
        return server.getBean(ChatRepository.class)
                .findOrCreate(List.of(address), Map.of(address, "en"), NOW)
                .get(address)
                .conversation();
    }

    private static Reference sent(TestServer server, long person, String address) {
        SubmitApplicationAction.Out out = server.sql()
                .inTransaction(() -> server.getBean(SubmitApplicationAction.class)
                        .executeAll(
                                List.of(createRequest(person, new SubmitApplicationAction.In(answers(address)), NOW)))
                        .getFirst());
        return Reference.parseText(out.reference()).orElseThrow();
    }

    private static List<Long> persons(TestServer server) {
        return server.sql().queryList(Long.class, "select id from conversation");
    }
}
