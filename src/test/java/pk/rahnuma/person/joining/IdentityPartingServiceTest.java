package pk.rahnuma.person.joining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.messaging.chat.ChatTokenService;
import pk.rahnuma.person.device.DeviceSessionService;
import pk.rahnuma.person.joining.IdentityPartingService.PartingOutcome;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Rules of parting in docs/joining.md.
@ParameterizedClass(name = "on {0}")
@MethodSource("pk.rahnuma.person.joining.JoiningFixture#servers")
class IdentityPartingServiceTest {

    private final TestServer server;
    private final JoiningFixture fixture;
    private final IdentityPartingService service;
    private final Chat account;
    private final long person;

    IdentityPartingServiceTest(TestServer server) {
        this.server = server;
        this.fixture = new JoiningFixture(server);
        this.service = server.getBean(IdentityPartingService.class);
        this.account = fixture.createTelegramPerson();
        this.person = account.conversation();
    }

    private PartingOutcome part(long id) {
        return service.partIdentity(person, id, Optional.empty(), fixture.now);
    }

    /// Adds a chat of the page that a browser has opened.
    private byte[] addPage(long owner) {
        Chat page =
                fixture.locked(owner, () -> server.getBean(ChatRepository.class).addWebChat(owner, fixture.now));
        byte[] token = Long.toString(SubjectEncryptionService.newId()).getBytes(StandardCharsets.US_ASCII);
        assertThat(server.getBean(ChatTokenService.class).addToken(page, token, "Firefox", fixture.now))
                .isTrue();
        return token;
    }

    private long findChat(byte[] token) {
        return server.getBean(ChatTokenService.class)
                .findChat(token)
                .orElseThrow()
                .id();
    }

    @Test
    void theLastAddressOrAccountStaysAndAPageIsNoneOfThem() {
        byte[] page = addPage(person);
        assertThat(service.listIdentities(person))
                .extracting(OwnIdentity::kind, OwnIdentity::parts)
                .containsExactly(tuple("telegram", false), tuple("web", true));
        assertThat(part(account.id())).isEqualTo(PartingOutcome.LAST);
        assertThat(part(findChat(page))).isEqualTo(PartingOutcome.PARTED);
        fixture.addAddresses(person, 1);
        assertThat(part(account.id())).isEqualTo(PartingOutcome.PARTED);
        assertThat(service.listIdentities(person))
                .singleElement()
                .matches(own -> own.kind().equals("email") && !own.parts());
    }

    @Test
    void aPageOfAPersonWithoutAnAddressStays() {
        long visitor = fixture.createPerson("en").conversation();
        byte[] page = addPage(visitor);
        assertThat(service.partIdentity(visitor, findChat(page), Optional.empty(), fixture.now))
                .isEqualTo(PartingOutcome.LAST);
    }

    @Test
    void theTokensOfAPartedPageOpenNothingAndTheDeviceGetsAnotherChat() {
        byte[] page = addPage(person);
        long chat = findChat(page);
        DeviceSessionService devices = server.getBean(DeviceSessionService.class);
        String own = fixture.locked(person, () -> devices.startSession(person, "App", "email", fixture.now))
                .access();
        String other = fixture.locked(person, () -> devices.startSession(person, "App", "email", fixture.now))
                .access();
        assertThat(devices.findChat(own, fixture.now))
                .hasValueSatisfying(used -> assertThat(used.id()).isEqualTo(chat));
        assertThat(service.partIdentity(person, chat, Optional.of(own), fixture.now))
                .isEqualTo(PartingOutcome.PARTED);
        assertThat(server.getBean(ChatTokenService.class).findChat(page)).isEmpty();
        assertThat(fixture.count("chat_token", "chat_id", chat)).isZero();
        assertThat(devices.findChat(other, fixture.now)).as("signed out").isEmpty();
        assertThat(devices.findChat(own, fixture.now)).hasValueSatisfying(used -> {
            assertThat(used.id()).isNotEqualTo(chat);
            assertThat(used.conversation()).isEqualTo(person);
        });
        assertThat(devices.isSignedIn(own, person)).isTrue();
        assertThat(devices.isSignedIn(own, account.id()))
                .as("as another person")
                .isFalse();
        assertThat(devices.isSignedIn(other, person)).isFalse();
    }

    @Test
    void staffAndOtherPersonsPreventIt() {
        fixture.addAddresses(person, 1);
        server.sql().execute("update conversation set held_by = 1 where id = ?", person);
        assertThat(part(account.id())).isEqualTo(PartingOutcome.WITH_STAFF);
        server.sql().execute("update conversation set held_by = null where id = ?", person);
        long other = fixture.createTelegramPerson().conversation();
        assertThat(service.partIdentity(other, account.id(), Optional.empty(), fixture.now))
                .isEqualTo(PartingOutcome.UNKNOWN);
        assertThat(server.getBean(ChatRepository.class).findByConversation(person))
                .extracting(Chat::id)
                .isEqualTo(List.of(account.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"download", "deferred_call"})
    void aFileOrCallOnItsWayDelaysIt(String table) {
        fixture.addAddresses(person, 1);
        long id = fixture.insertPending(table, account);
        assertThat(part(account.id())).isEqualTo(PartingOutcome.BUSY);
        server.sql().execute("delete from " + table + " where id = ?", id);
        assertThat(part(account.id())).isEqualTo(PartingOutcome.PARTED);
    }
}
