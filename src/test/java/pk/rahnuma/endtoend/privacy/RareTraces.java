package pk.rahnuma.endtoend.privacy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import pk.rahnuma.TestServer;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.signin.DeviceSessionService;
import pk.rahnuma.registration.PersonMark;
import pk.rahnuma.registration.record.PersonMarkRepository;
import pk.rahnuma.requestlog.LoggedRequest;
import pk.rahnuma.requestlog.RequestLogService;
import pk.rahnuma.vault.SealedValues;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Traces of a person that a conversation by Telegram does not leave.
final class RareTraces {

    private RareTraces() {}

    /// The result of a request of an app.
    static void executeRequest(TestServer server, long person) {
        server.getBean(RequestLogService.class)
                .executeOnce(LoggedRequest.ofPerson(person, "key", ""), () -> {}, () -> Optional.of("result"));
    }

    /// A proved address, a device that is signed in, and a sign-in that waits for its code.
    static void signIn(TestServer server, long person) {
        Instant now = server.now();
        IdentityAddress address = new IdentityAddress(IdentityKind.EMAIL, "ali@example.pk");
        server.sql().inTransaction(() -> {
            server.getBean(PersonLock.class).lockPerson(person);
            server.getBean(DeviceSessionService.class).startSession(person, "Firefox, Android", "email", now);
            return server.getBean(PersonIdentityRepository.class).saveProved(person, address, now);
        });
        server.sql()
                .execute(
                        "insert into person_sign_in (id, person_id, method, address_hash, address, code_hash, tries, created_at)"
                                + " values (?, ?, 'RECOVERY', ?, '', ?, 0, current_timestamp)",
                        SubjectEncryptionService.newId(),
                        person,
                        server.getBean(PersonIdentityRepository.class).hashAddress(address),
                        server.getBean(SubjectEncryptionService.class).keyedHash("sign-in code", "1 123456"));
    }

    /// A block by staff.
    static void block(TestServer server, long person) {
        server.sql()
                .execute(
                        "insert into ticket_restraint (conversation_id, ticket_id, kind, reason, who, created_at)"
                                + " values (?, 0, 'BLOCK', 'ABUSE', 'Sana', current_timestamp)",
                        person);
    }

    /// A choice of news by e-mail, a browser that gets them, and a piece of news.
    static void wantNews(TestServer server, long person) {
        SubjectEncryptionService vault = server.getBean(SubjectEncryptionService.class);
        long subscription = SubjectEncryptionService.newId();
        server.sql()
                .execute(
                        "insert into news_preference (person_id, channel, wanted, stop_hash, changed_at)"
                                + " values (?, 'EMAIL', true, ?, current_timestamp)",
                        person,
                        vault.keyedHash("news stop", Long.toString(person)));
        server.sql()
                .execute(
                        "insert into push_subscription (id, person_id, subscription_hash, content, created_at)"
                                + " values (?, ?, ?, ?, current_timestamp)",
                        subscription,
                        person,
                        vault.keyedHash("push subscription", Long.toString(person)),
                        seal(
                                server,
                                "push_subscription.content",
                                person,
                                "p256dh auth https://push.example.com/",
                                subscription));
        server.sql()
                .execute(
                        "insert into status_news (id, about, change_no, person_id, channel, target, reference, status,"
                                + " language, state, attempts, not_before, created_at) values (?, 1, 1, ?, 'EMAIL', 0,"
                                + " 'K7MP4RTX9X', 'active', 'en', 'SENT', 1, current_timestamp, current_timestamp)",
                        SubjectEncryptionService.newId(),
                        person);
    }

    /// A link, the offer of another one, and an act that is to be told.
    static void linkPersons(TestServer server, long person, long other) {
        server.sql()
                .execute(
                        "insert into person_link (person_id, other_id, id, linked_at)"
                                + " values (?, ?, 1, current_timestamp), (?, ?, 1, current_timestamp)",
                        person,
                        other,
                        other,
                        person);
        server.sql()
                .execute(
                        "insert into link_offer (id, from_person, to_person, state, created_at)"
                                + " values (?, ?, ?, 'OFFERED', current_timestamp)",
                        SubjectEncryptionService.newId(),
                        person,
                        other);
        server.sql()
                .execute(
                        "insert into linked_act (id, owner_id, application_id, reference, act, created_at)"
                                + " values (?, ?, 1, 'K7MP4RTX9X', 'end', current_timestamp)",
                        SubjectEncryptionService.newId(),
                        person);
    }

    /// A mark of staff.
    static void markPersons(TestServer server, long person, long other) {
        server.getBean(PersonMarkRepository.class).saveMark(person, other, PersonMark.SAME, "Sana", server.now());
    }

    /// A script alone cannot cause a message that fails.
    static void insertDeadLetter(TestServer server, long person) {
        long letter = SubjectEncryptionService.newId();
        byte[] body = seal(server, "dead_letter.body", person, "{}", letter);
        server.sql()
                .execute(
                        "insert into dead_letter (id, conversation_id, body, failure, created_at) values (?, ?, ?, ?, ?)",
                        letter,
                        person,
                        body,
                        "a.Failure",
                        server.now());
    }

    static byte[] seal(TestServer server, String column, long subject, String text, long... key) {
        return SealedValues.sealFor(server, column, subject, text.getBytes(StandardCharsets.UTF_8), key);
    }
}
