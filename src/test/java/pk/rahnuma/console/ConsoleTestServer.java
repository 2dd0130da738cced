package pk.rahnuma.console;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatNetworkRepository;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.submission.SubmitApplicationAction;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.PasswordLinkService;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.staff.account.SignInService;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Running desk with members of staff and applicants, for tests of the console.
public final class ConsoleTestServer {

    public static final String PASSWORD = "three goats on a roof";

    public final TestServer server;

    /// Secrets of second factors, by name of the member.
    private final Map<String, String> secrets = new HashMap<>();

    public ConsoleTestServer(TestServer desk) {
        this.server = desk;
    }

    public URI address() {
        return server.address();
    }

    private Instant now() {
        return server.getBean(Clock.class).instant();
    }

    /// Invites a new member.
    ///
    /// @return path of their link
    public String inviteMember(String name, StaffRole... roles) {
        StaffInvitation invitation = server.getBean(StaffAccountService.class)
                .addMember(
                        new AccountActor.CommandLine(),
                        name,
                        Set.of(roles),
                        Set.of("en", "ur", "ur-Latn"),
                        Set.of(),
                        now());
        return PasswordLinkService.SET_UP_PATH + invitation.token();
    }

    /// Signs a member in.
    ///
    /// @return the token of the cookie
    public SignInResult.SignedIn signInMember(String name, StaffRole... roles) {
        return setUpMember(name, inviteMember(name, roles).substring(PasswordLinkService.SET_UP_PATH.length()));
    }

    /// Client of a new member.
    public ConsoleHttpClient signIn(String name, StaffRole... roles) {
        return ConsoleHttpClient.signedIn(address(), signInMember(name, roles));
    }

    /// Sets up an account by its link. Returns its session.
    public SignInResult.SignedIn setUpMember(String name, String token) {
        SignInService signIn = server.getBean(SignInService.class);
        SignInResult.SecondFactorRequired second =
                server.getBean(PasswordLinkService.class).setPassword(token, PASSWORD, now());
        String secret =
                signIn.findEnrolment(second.pending(), now()).orElseThrow().secret();
        secrets.put(name, secret);
        return (SignInResult.SignedIn) signIn.confirmEnrolment(
                second.pending(), codeAt(secret, now()), new ClientInfo("127.0.0.1", "test"), now());
    }

    /// Creates another session of a member, with the next code.
    public SignInResult.SignedIn signInAgain(String name) {
        Instant later = now().plusSeconds(30);
        ClientInfo visit = new ClientInfo("127.0.0.1", "test");
        SignInService signIn = server.getBean(SignInService.class);
        SignInResult.SecondFactorRequired second =
                (SignInResult.SecondFactorRequired) signIn.checkPassword(name, PASSWORD, visit, later);
        return (SignInResult.SignedIn)
                signIn.checkCode(second.pending(), codeAt(secrets.get(name), later), visit, later);
    }

    /// Next code of a member's authenticator app.
    public String nextCode(String name) {
        return codeAt(secrets.get(name), now().plusSeconds(30));
    }

    /// Code of an authenticator app for a secret.
    public static String codeAt(String secret, Instant now) {
        try {
            TimeBasedOneTimePasswordGenerator app = new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(30));
            return app.generateOneTimePasswordString(new SecretKeySpec(base32(secret), app.getAlgorithm()), now);
        } catch (java.security.InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] base32(String text) {
        String letters = text.replace(" ", "").replace("=", "");
        byte[] bytes = new byte[letters.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (char letter : letters.toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }

    /// Creates a person who has chatted in this language and proved an e-mail address.
    public long createPerson(String language) {
        long person = createUnprovedPerson(language, "192.0.2.1");
        server.sql()
                .inTransaction(() -> server.getBean(PersonIdentityRepository.class)
                        .saveProved(person, new IdentityAddress(IdentityKind.EMAIL, person + "@example.com"), now()));
        return person;
    }

    /// Creates a person who has chatted from this network and proved nothing.
    public long createUnprovedPerson(String language, String network) {
        ChatAddress address = new ChatAddress(Channel.WEB, Long.toString(SubjectEncryptionService.newId()));
        Chat chat = server.getBean(ChatRepository.class)
                .findOrCreate(List.of(address), Map.of(address, language), now())
                .get(address);
        server.sql()
                .inTransaction(() -> server.getBean(ChatNetworkRepository.class).saveNetwork(chat, network));
        return chat.conversation();
    }

    /// Submits an application of the person.
    ///
    /// @param other answers that replace those of [DomainFixture#answers]
    public Reference submitApplication(long person, Map<String, Object> other, String... addresses) {
        Map<String, Object> answers = new HashMap<>(DomainFixture.answers(addresses));
        answers.putAll(other);
        SubmitApplicationAction.Out out = server.getBean(SubmitApplicationAction.class)
                .executeAll(List.of(new Action.Request<>(
                        person,
                        Long.toString(SubjectEncryptionService.newId(), 36),
                        "register-individual",
                        "flow",
                        false,
                        "en",
                        now(),
                        new SubmitApplicationAction.In(answers))))
                .getFirst();
        if (!out.accepted()) {
            throw new AssertionError(out);
        }
        return Reference.parseText(out.reference()).orElseThrow();
    }

    /// Opens a ticket of the person.
    public Reference openTicket(long person, String topic, String text, String language) {
        OpenTicketAction.Out out = server.sql()
                .inTransaction(() -> server.getBean(OpenTicketAction.class)
                        .executeAll(List.of(new Action.Request<>(
                                person,
                                Long.toString(SubjectEncryptionService.newId(), 36),
                                "human",
                                "flow",
                                true,
                                language,
                                now(),
                                new OpenTicketAction.In(topic, text, ""))))
                        .getFirst());
        return Reference.parseText(out.number()).orElseThrow();
    }
}
