package pk.rahnuma.person.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.DomainFixture;

@OnEachDatabase
class DeviceSessionServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final TestDatabase database;
    private final DeviceSessionService service;
    private final long person;

    DeviceSessionServiceTest(TestDatabase database) {
        this.database = database;
        this.service = database.getBean(DeviceSessionService.class);
        this.person = createPerson();
    }

    private long createPerson() {
        return new DomainFixture(database).createPerson("en");
    }

    private IssuedTokens start(Instant now) {
        return database.sql().inTransaction(() -> {
            database.getBean(PersonLock.class).lockPerson(person);
            return service.startSession(person, "Chrome, Android", "email", now);
        });
    }

    private boolean opens(IssuedTokens tokens, Instant now) {
        return service.findChat(tokens.access(), now).map(Chat::conversation).equals(Optional.of(person));
    }

    private List<String> entries() {
        List<String> what = new ArrayList<>();
        database.getBean(AuditLog.class)
                .exportChain(person)
                .forEach(entry -> what.add(entry.get("what").toString()));
        return what;
    }

    @Test
    void anAccessTokenOpensThePersonsChatForAQuarterOfAnHour() {
        IssuedTokens tokens = start(NOW);
        assertThat(tokens.accessExpires()).isEqualTo(NOW.plus(MINUTE.multipliedBy(15)));
        assertThat(tokens.refreshExpires()).isEqualTo(NOW.plus(DAY.multipliedBy(60)));
        assertThat(opens(tokens, NOW.plus(MINUTE.multipliedBy(14)))).isTrue();
        assertThat(opens(tokens, NOW.plus(MINUTE.multipliedBy(15)))).isFalse();
        assertThat(service.findChat(tokens.refresh(), NOW))
                .as("a refresh token opens nothing")
                .isEmpty();
        assertThat(service.refresh(tokens.access(), NOW))
                .as("an access token is not exchanged")
                .isEmpty();
    }

    @Test
    void eachExchangeGivesNewTokensAndExtendsTheSession() {
        IssuedTokens tokens = start(NOW);
        Instant later = NOW.plus(DAY.multipliedBy(59));
        IssuedTokens next = service.refresh(tokens.refresh(), later).orElseThrow();
        assertThat(next.refresh()).isNotEqualTo(tokens.refresh());
        assertThat(opens(next, later)).isTrue();
        assertThat(next.refreshExpires()).isEqualTo(later.plus(DAY.multipliedBy(60)));
        assertThat(service.refresh(next.refresh(), later.plus(DAY.multipliedBy(60))))
                .isEmpty();
    }

    @Test
    void aSessionEndsAfterAYearHoweverOftenItIsUsed() {
        IssuedTokens tokens = start(NOW);
        Instant now = NOW;
        for (int i = 0; i < 12; i++) {
            now = now.plus(DAY.multipliedBy(30));
            tokens = service.refresh(tokens.refresh(), now).orElseThrow();
        }
        assertThat(tokens.refreshExpires()).isEqualTo(NOW.plus(DAY.multipliedBy(365)));
        assertThat(service.refresh(tokens.refresh(), NOW.plus(DAY.multipliedBy(365))))
                .isEmpty();
    }

    @Test
    void aRefreshTokenThatComesAgainEndsTheSessionForBoth() {
        IssuedTokens first = start(NOW);
        IssuedTokens other = start(NOW);
        IssuedTokens second = service.refresh(first.refresh(), NOW).orElseThrow();
        Instant later = NOW.plus(DeviceSessionService.RETRY_WINDOW);
        assertThat(service.refresh(first.refresh(), later)).isEmpty();
        assertThat(opens(second, later)).isFalse();
        assertThat(service.refresh(second.refresh(), later)).isEmpty();
        assertThat(opens(other, later)).as("another device stays signed in").isTrue();
        assertThat(entries()).contains("device.token-reused");
    }

    /// The thief exchanged first, and more than once.
    @Test
    void anOlderGenerationEndsTheSessionToo() {
        IssuedTokens stolen = start(NOW);
        IssuedTokens thief = service.refresh(stolen.refresh(), NOW).orElseThrow();
        thief = service.refresh(thief.refresh(), NOW.plus(MINUTE)).orElseThrow();
        assertThat(service.refresh(stolen.refresh(), NOW.plus(MINUTE))).isEmpty();
        assertThat(opens(thief, NOW.plus(MINUTE))).isFalse();
    }

    @Test
    void aLostResponseIsRepeatedForHalfAMinuteWithTheSameGeneration() {
        IssuedTokens first = start(NOW);
        IssuedTokens lost = service.refresh(first.refresh(), NOW).orElseThrow();
        IssuedTokens again =
                service.refresh(first.refresh(), NOW.plusSeconds(29)).orElseThrow();
        assertThat(opens(again, NOW.plusSeconds(29))).isTrue();
        // Both are of one generation: the second exchange of it ends the session.
        assertThat(service.refresh(again.refresh(), NOW.plus(MINUTE))).isPresent();
        assertThat(service.refresh(lost.refresh(), NOW.plus(MINUTE.multipliedBy(2))))
                .isEmpty();
        assertThat(opens(again, NOW.plus(MINUTE))).isFalse();
    }

    @Test
    void twoExchangesAtOnceBeginOneGeneration() throws Exception {
        IssuedTokens tokens = start(NOW);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Optional<IssuedTokens>> exchange = () -> service.refresh(tokens.refresh(), NOW);
            for (Future<Optional<IssuedTokens>> each : threads.invokeAll(List.of(exchange, exchange))) {
                assertThat(each.get()).isPresent();
            }
        }
        assertThat(database.sql()
                        .queryOne(Integer.class, "select generation from person_device where person_id = ?", person))
                .isEqualTo(2);
    }

    @Test
    void aDeviceThatWasSignedOutIsRefusedOnAnotherNodeAtItsNextRequest() {
        IssuedTokens tokens = start(NOW);
        DeviceSessionService elsewhere = database.openAnotherNode().getBean(DeviceSessionService.class);
        assertThat(elsewhere.findChat(tokens.access(), NOW)).isPresent();
        long device = service.listDevices(person, Optional.of(tokens.access())).stream()
                .filter(PersonDevice::current)
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(service.revokeDevice(createPerson(), device, NOW))
                .as("not by another person")
                .isFalse();
        assertThat(elsewhere.findChat(tokens.access(), NOW)).isPresent();
        assertThat(service.revokeDevice(person, device, NOW)).isTrue();
        assertThat(elsewhere.findChat(tokens.access(), NOW)).isEmpty();
        assertThat(elsewhere.refresh(tokens.refresh(), NOW)).isEmpty();
        assertThat(entries()).containsExactly("device.signed-in", "device.signed-out");
    }

    @Test
    void eitherTokenSignsItsDeviceOutAlsoWhenItIsExpired() {
        Instant late = NOW.plus(DAY);
        IssuedTokens one = start(NOW);
        IssuedTokens two = start(NOW);
        service.signOut(one.access(), late);
        service.signOut(two.refresh(), late);
        service.signOut("nonsense", late);
        assertThat(service.listDevices(person, Optional.empty())).isEmpty();
    }

    @Test
    void tokensThatWereNotIssuedHereOpenNothing() {
        IssuedTokens tokens = start(NOW);
        String access = tokens.access();
        byte[] bytes = Base64.getUrlDecoder().decode(access.substring(3));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String forged = "ra_" + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(service.findChat(forged, NOW)).as("byte %d", i).isEmpty();
        }
        for (String forged :
                List.of("", "ra_", "ra_%%", access + "A", access.substring(1), "rr_" + access.substring(3))) {
            assertThat(service.findChat(forged, NOW)).isEmpty();
            assertThat(service.refresh(forged, NOW)).isEmpty();
        }
        assertThat(service.refresh("rr_" + access.substring(3), NOW))
                .as("an access token as a refresh token")
                .isEmpty();
        assertThat(opens(tokens, NOW)).as("nothing of this ended the session").isTrue();
    }

    @Test
    void theTwentyFirstDeviceReplacesTheOneUsedLeastRecently() {
        IssuedTokens first = start(NOW);
        for (int i = 1; i <= PersonDeviceRepository.MAX_DEVICES_PER_PERSON; i++) {
            start(NOW.plusSeconds(i));
        }
        assertThat(service.listDevices(person, Optional.empty()))
                .hasSize(PersonDeviceRepository.MAX_DEVICES_PER_PERSON)
                .allMatch(device -> device.description().equals("Chrome, Android"));
        assertThat(opens(first, NOW)).isFalse();
        assertThat(entries())
                .hasSize(PersonDeviceRepository.MAX_DEVICES_PER_PERSON + 2)
                .containsOnlyOnce("device.signed-out");
    }

    @Test
    void descriptionsThatWereSwappedDoNotOpen() {
        start(NOW);
        List<Long> ids = List.of(deviceOf(start(NOW.plusSeconds(1))), deviceOf(start(NOW.plusSeconds(2))));
        database.swapValues("person_device", "device", "id", ids.getFirst(), ids.getLast());
        assertThatThrownBy(() -> service.listDevices(person, Optional.empty()))
                .hasMessageStartingWith("cannot open person_device");
    }

    private long deviceOf(IssuedTokens tokens) {
        return service.listDevices(person, Optional.of(tokens.access())).stream()
                .filter(PersonDevice::current)
                .findFirst()
                .orElseThrow()
                .id();
    }
}
