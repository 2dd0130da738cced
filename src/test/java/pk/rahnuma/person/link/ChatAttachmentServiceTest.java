package pk.rahnuma.person.link;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.person.link.LinkFixture.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.person.ErasureRequestRepository;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.PersonIdentity;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.signin.DeviceSessionService;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase(always = true)
class ChatAttachmentServiceTest {

    private final LinkFixture fixture;
    private final ChatAttachmentService service;
    private final Chat page;
    private final long visitor;
    private final long person;

    ChatAttachmentServiceTest(TestDatabase database) {
        this.fixture = new LinkFixture(database);
        this.service = fixture.bean(ChatAttachmentService.class);
        this.page = fixture.createChat(Channel.WEB);
        this.visitor = page.conversation();
        this.person = fixture.createPerson();
    }

    private void attach() {
        fixture.inTransaction(() -> {
            List.of(visitor, person).stream().sorted().forEach(fixture.bean(PersonLock.class)::lockPerson);
            service.attachChats(visitor, person, NOW);
            return null;
        });
    }

    @Test
    void theChatItsDevicesAddressesAndFilesGoOnAndTheRestIsErased() throws Exception {
        byte[] token = {1, (byte) visitor, (byte) (visitor >> 8), (byte) (visitor >> 16), (byte) (visitor >> 24)};
        fixture.bean(ChatTokenService.class).addToken(page, token, "Firefox", NOW);
        IdentityAddress address = fixture.addAddress(visitor);
        fixture.writeMessage(page, "hello", NOW);
        String access = fixture.inTransaction(() -> {
                    fixture.bean(PersonLock.class).lockPerson(visitor);
                    return fixture.bean(DeviceSessionService.class).startSession(visitor, "Pixel", "email", NOW);
                })
                .access();
        long file = SubjectEncryptionService.newId();
        DocumentService documents = SampleFiles.documents(fixture.database);
        documents.saveDocument(file, visitor, "contract.pdf", SampleFiles.pdf(), NOW);

        assertThat(service.isAttachable(visitor, person)).isTrue();
        attach();
        assertThat(fixture.bean(ChatTokenService.class).findChat(token)).isEmpty();
        assertThat(fixture.bean(ChatRepository.class).findByConversation(person))
                .extracting(Chat::address)
                .contains(page.address());
        assertThat(fixture.bean(PersonIdentityRepository.class).findByPerson(person))
                .extracting(PersonIdentity::address)
                .containsExactly(address);
        assertThat(fixture.bean(DeviceSessionService.class)
                        .findChat(access, NOW)
                        .map(Chat::conversation))
                .isEqualTo(Optional.of(person));
        assertThat(documents.findById(person, file).map(Document::name)).contains("contract.pdf");
        assertThat(documents
                        .openContent(documents.findById(person, file).orElseThrow())
                        .readAllBytes())
                .isEqualTo(SampleFiles.pdf());

        for (String[] row : new String[][] {
            {"conversation", "id"}, {"message", "conversation_id"}, {"chat", "conversation_id"},
            {"person_device", "person_id"}, {"document", "subject_id"}, {"consent", "person_id"}
        }) {
            assertThat(fixture.count(row[0], row[1], visitor)).as(row[0]).isZero();
        }
        assertThat(fixture.count("subject", "wrapped_key is not null and id", visitor))
                .isZero();
        for (long each : List.of(visitor, person)) {
            assertThat(AuditChainFixture.faultsOf(fixture.bean(AuditLog.class), each))
                    .isEmpty();
        }
    }

    @Test
    void laterMessagesHaveNumbersAboveThoseOfBoth() {
        for (int i = 0; i < 3; i++) {
            fixture.writeMessage(page, "hello " + i, NOW);
        }
        attach();
        assertThat(fixture.database
                        .sql()
                        .queryOne(Integer.class, "select last_seq from conversation where id = ?", person))
                .isEqualTo(3);
    }

    @Test
    void aPersonWithMoreThanAFormIsNotAttached() {
        assertThat(service.isAttachable(person, visitor))
                .as("a Telegram account")
                .isFalse();
        assertThat(service.isAttachable(visitor, visitor)).isFalse();
        long linked = fixture.createVisitor();
        fixture.database
                .sql()
                .execute(
                        "insert into person_link (person_id, other_id, id, linked_at) values (?, ?, 1, ?)",
                        linked,
                        person,
                        NOW);
        assertThat(service.isAttachable(linked, person)).as("linked").isFalse();
        long leaving = fixture.createVisitor();
        fixture.inTransaction(() -> {
            fixture.bean(ErasureRequestRepository.class).insertRequest(leaving, NOW);
            return null;
        });
        assertThat(service.isAttachable(leaving, person))
                .as("asked to be erased")
                .isFalse();
        long sender = fixture.createVisitor();
        fixture.database
                .sql()
                .execute(
                        "insert into membership (organisation_id, person_id, role, state, name, since) values (1, ?, 'OWNER', 'ACTIVE', '', ?)",
                        sender,
                        NOW);
        assertThat(service.isAttachable(sender, person))
                .as("member of an organisation")
                .isFalse();
        long full = fixture.createVisitor();
        for (int i = 0; i < PersonIdentityRepository.MAX_IDENTITIES_PER_PERSON; i++) {
            fixture.addAddress(full);
        }
        assertThat(service.isAttachable(full, person)).isTrue();
        fixture.addAddress(person);
        assertThat(service.isAttachable(full, person)).as("too many addresses").isFalse();
    }

    @Test
    void aPendingCallMakesItBusy() {
        assertThat(service.isBusy(visitor, person)).isFalse();
        fixture.database
                .sql()
                .execute(
                        "insert into deferred_call (id, conversation_id, chat_id, body, attempts, not_before, created_at) values (?, ?, 1, '', 0, ?, ?)",
                        SubjectEncryptionService.newId(),
                        person,
                        NOW.plus(Duration.ofDays(1)),
                        NOW);
        assertThat(service.isBusy(visitor, person)).isTrue();
    }
}
